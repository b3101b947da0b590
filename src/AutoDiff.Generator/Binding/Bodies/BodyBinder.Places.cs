using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Something that can be assigned. What its expression computes (an index, say) is computed once.</summary>
    private abstract class Place
    {
        public sealed class Variable(ISymbol symbol) : Place
        {
            public ISymbol Symbol => symbol;
        }

        /// <summary>An element of an array.</summary>
        public sealed class Item(View array, IReadOnlyList<Term> indices) : Place
        {
            public View Array => array;

            public IReadOnlyList<Term> Indices => indices;
        }

        /// <summary>A field or property of a struct that is itself a place.</summary>
        public sealed class Member(Place owner, ISymbol symbol) : Place
        {
            public Place Owner => owner;

            public ISymbol Symbol => symbol;
        }

        public sealed class Discard : Place;
    }

    private Place PlaceOf(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: { RefKind: RefKind.None } local }: return new Place.Variable(local);
            case IParameterReferenceOperation { Parameter: { RefKind: not (RefKind.In or RefKind.RefReadOnlyParameter) } parameter }: return new Place.Variable(parameter);
            case IInstanceReferenceOperation { Type: { IsValueType: true } type }: return new Place.Variable(type);
            case IDiscardOperation: return new Place.Discard();
            case IDeclarationExpressionOperation declaration: return PlaceOf(declaration.Expression);
            case IFieldReferenceOperation { Field: { IsStatic: true } field }: throw new Refusal(Descriptors.MutableState, target.Syntax.GetLocation(), field.Name);
            case IPropertyReferenceOperation { Property: { IsStatic: true } property }: throw new Refusal(Descriptors.MutableState, target.Syntax.GetLocation(), property.Name);
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance, Field: var field }: return new Place.Member(PlaceOf(instance), field);
            case IPropertyReferenceOperation { Instance: { Type: { IsValueType: true, IsRefLikeType: false } owner } instance, Property: { IsIndexer: false } property } when !Known.IsTensor(owner, out _):
                return new Place.Member(PlaceOf(instance), property);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }: throw NoPlace(target, "belongs to an object, which may be known elsewhere too; assign a local and build a new object");
            case IInvalidOperation: throw new AlreadyReported();
        }
        if (ElementOf(target) is not var (array, indices)) throw NoPlace(target, "is no local variable and no element of an array; build a new value instead");
        return array is View view ? new Place.Item(view, indices) : throw NoPlace(target, "belongs to a value that is only read; copy it into an array first");
    }

    private static Refusal NoPlace(IOperation target, string reason) => new(Descriptors.UnsupportedAssignment, target.Syntax.GetLocation(), Fence.Short(target.Syntax), reason);

    /// <summary>The array and the indices of an element access; null for anything else.</summary>
    private (Term Array, List<Term> Indices)? ElementOf(IOperation target)
    {
        var (instance, arguments) = target switch
        {
            IArrayElementReferenceOperation element => (element.ArrayReference, element.Indices.AsEnumerable()),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } indexer => (owner, indexer.Arguments.Select(a => a.Value)),
            IImplicitIndexerReferenceOperation { Argument: { } argument, Instance: { } owner } => (owner, [argument]),
            _ => (null, []),
        };
        if (instance is null) return null;
        var array = Bind(instance);
        if (array is not (View or Quantity or TermList)) return null;
        var indices = new List<Term>();
        foreach (var argument in arguments)
        {
            if (argument is IRangeOperation || argument.Type?.Name == "Range") return null;
            indices.Add(Index(argument, array));
        }
        return (array, indices);
    }

    private Term Load(Place place)
    {
        switch (place)
        {
            case Place.Variable { Symbol: var symbol }: return Read(symbol);
            case Place.Item item: return Element(item.Array, item.Indices);
            case Place.Member member: return MemberOf(Load(member.Owner), member.Symbol) ?? throw new AlreadyReported();
            default: throw new AlreadyReported();
        }
    }

    /// <summary>Assigns and returns the value as the place holds it.</summary>
    private Term Assign(Place place, Term value, int first, IOperation? source = null)
    {
        switch (place)
        {
            case Place.Variable { Symbol: var symbol }:
                var named = Named(Held(symbol, value, source), symbol.Name, first);
                State[symbol] = named;
                return named;
            case Place.Item item:
                SetElement(item.Array, item.Indices, value);
                return value;
            case Place.Member member:
                var owner = State.TryGet((member.Owner as Place.Variable)?.Symbol ?? (object)member, out var known) && known is Unassigned ? known : Load(member.Owner);
                value = Named(value, member.Symbol.Name, first);
                if (owner is TupleTerm tuple && TuplePosition(member.Symbol) is { } element && element < tuple.Elements.Length)
                {
                    var elements = (Term[])tuple.Elements.Clone();
                    elements[element] = value;
                    Assign(member.Owner, new TupleTerm(elements), first);
                    return value;
                }
                if (owner is not StructTerm structure || structure.Position(member.Symbol) is not (>= 0 and var position))
                    throw new Refusal(Descriptors.UnsupportedAssignment, member.Symbol.Name, "is no field of a struct of numbers; build a new value instead");
                Assign(member.Owner, structure.With(position, value), first);
                return value;
            default:
                return value;
        }
    }

    /// <summary>The position of a field in its tuple, by whatever name it is called.</summary>
    private static int? TuplePosition(ISymbol member) => member is IFieldSymbol field && (field.CorrespondingTupleField ?? field) is { Name: var name } && name.StartsWith("Item", StringComparison.Ordinal)
        && int.TryParse(name.Substring(4), out int number) ? number - 1 : null;

    private static Term? MemberOf(Term owner, ISymbol member) => owner switch
    {
        StructTerm structure when structure.Position(member) is >= 0 and var position => structure.Values[position],
        TupleTerm tuple when TuplePosition(member) is { } element && element < tuple.Elements.Length => tuple.Elements[element],
        _ => null,
    };
}
