using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// Values of structs and records. Each is the terms of its members; changing one makes a new value.
internal sealed partial class BodyBinder
{
    /// <summary>new S(...) { ... }.</summary>
    private Term BindObjectCreation(IObjectCreationOperation creation)
    {
        if (Known.IsIndexed(creation.Type!, out _)) throw new Refusal(Descriptors.UnsupportedExpression, creation.Syntax.GetLocation(), "The creation of a span or tensor", "use new T[n], stackalloc, or the operations of Ops");
        if (creation.Type is not INamedTypeSymbol type || !StructTypes.IsValue(type)) throw Fence.Refuse(creation);
        var value = Constructed(creation, type);
        return creation.Initializer is { } initializer ? Initialized(value, initializer) : value;
    }

    private StructTerm Constructed(IObjectCreationOperation creation, INamedTypeSymbol type)
    {
        var value = Default(type, creation.Syntax.GetLocation());
        var arguments = creation.Arguments.Select(a => (Parameter: a.Parameter!, Term: Bind(a.Value))).ToList();
        if (creation.Constructor is not { IsImplicitlyDeclared: false } constructor) return value;
        var definition = constructor.OriginalDefinition;
        if (context.Bodies.Body(definition, context.Cancellation) is { } body)
        {
            StructTerm? built = null;
            InlineBody(definition, body, value, arguments.Select(a => (definition.Parameters[a.Parameter.Ordinal], Passed(a.Term, a.Parameter))), creation.Syntax.GetLocation(), creation.Syntax,
                null, _ => built = State[definition.ContainingType] as StructTerm);
            return built ?? throw new AlreadyReported();
        }
        if (!type.IsRecord) throw new Refusal(Descriptors.UnsupportedExpression, creation.Syntax.GetLocation(), $"The primary constructor of '{type.Name}'", "write a record struct, or a constructor with a body");
        // The parameters of a record are its properties.
        foreach (var (parameter, term) in arguments)
        {
            int position = Array.FindIndex(value.Members, m => m.Name == parameter.Name);
            if (position >= 0) value = value.With(position, term);
        }
        return value;
    }

    /// <summary>value with { ... }.</summary>
    private Term BindWith(IWithOperation with) => Bind(with.Operand) is StructTerm value && with.Initializer is { } initializer ? Initialized(value, initializer) : throw Fence.Refuse(with);

    private StructTerm Initialized(StructTerm value, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var assigned } || value.Position(member) is not (>= 0 and var position)) throw Fence.Refuse(part);
            value = value.With(position, Bind(assigned));
        }
        return value;
    }

    /// <summary>The value whose members are all zero.</summary>
    private StructTerm Default(INamedTypeSymbol type, Location place)
    {
        var members = StructTypes.Members(type);
        return new StructTerm(type, members, members.Select(m => Default(LeafTypes.MemberType(m)!, m.Name, place)).ToArray());
    }

    private Term Default(ITypeSymbol type, string name, Location place)
    {
        if (_types.Of(type) is { } element) return element == ElementType.Int ? new Integer(Extent.Zero) : new Literal(0, element);
        // A type parameter of the struct that stands for the float type.
        if (type is ITypeParameterSymbol) return new Literal(0, ElementType.Real);
        if (StructTypes.IsValue(type)) return type.IsValueType ? Default((INamedTypeSymbol)type, place) : Unassigned.Term;
        if (type is INamedTypeSymbol { IsTupleType: true } tuple) return new TupleTerm(tuple.TupleElements.Select(e => Default(e.Type, e.Name, place)).ToArray());
        if (Known.IsIndexed(type, out _)) return Unassigned.Term;
        throw new Refusal(Descriptors.UnsupportedExpression, place, $"The member '{name}' of type {type.Name}", "structs are made of numbers, tuples, arrays and other structs");
    }

    /// <summary>A member of a value: stored, or computed by the body of its getter.</summary>
    private Term BindMember(IMemberReferenceOperation reference, StructTerm value)
    {
        if (MemberOf(value, reference.Member) is { } stored) return stored is Unassigned ? throw new AlreadyReported() : stored;
        if (reference is IPropertyReferenceOperation { Property: { GetMethod: { } getter, IsIndexer: false } } && context.Bodies.Body(getter.OriginalDefinition, context.Cancellation) is { } body)
            return InlineBody(getter.OriginalDefinition, body, value, [], reference.Syntax.GetLocation(), reference.Syntax);
        throw Fence.Refuse(reference);
    }

    /// <summary>An operator or conversion that a struct defines.</summary>
    private Term BindUserOperator(IMethodSymbol method, IOperation operation, params Term[] operands)
    {
        var definition = method.OriginalDefinition;
        if (!StructTypes.IsValue(method.ContainingType) || context.Bodies.Body(definition, context.Cancellation) is not { } body) throw Fence.Refuse(operation);
        var location = OperatorLocation(operation.Syntax);
        if (Resolve(definition, location) == CallKind.Recursive) throw new Refusal(Descriptors.Recursion, location, method.Name, "an operator cannot call itself here");
        return InlineBody(definition, body, null, operands.Select((t, i) => (definition.Parameters[i], t)), location, operation.Syntax);
    }
}
