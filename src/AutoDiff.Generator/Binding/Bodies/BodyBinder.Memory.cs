using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// What a variable of an array, span or tensor type stands for.
internal sealed partial class BodyBinder
{
    private readonly Dictionary<string, (Storage Storage, Value Initial, ISymbol Symbol)> _inputs = new(StringComparer.Ordinal);

    /// <summary>A parameter of the annotated method: memory of the caller if its elements can be assigned.</summary>
    public Term Held(ISymbol symbol, Term term)
    {
        if (symbol is not IParameterSymbol { Type: var type } parameter || term is not Quantity quantity || !Known.IsIndexed(type, out _)) return term;
        var storage = new Storage(State, parameter.Name, quantity.Shape, quantity.Value.Type)
        {
            ReadOnly = !Known.IsWritable(type) ? "is a read-only span; use Span<T>" : quantity.Value.Type != ElementType.Real ? "is passive data of the caller; copy it into a local array first" : null,
        };
        State[storage] = quantity;
        _inputs[parameter.Name] = (storage, quantity.Value, parameter.OriginalDefinition);
        return new View(storage);
    }

    /// <summary>A variable that is one array on one way and another on the other: a new array with the elements of the one that it is.</summary>
    private Term? SelectArray(Junction junction, ProgramState.Snapshot before, Arm then, Arm otherwise, Term a, Term b, string name)
    {
        if (a is Quantity || b is Quantity)
        {
            // A tensor of the caller on one way, a new one on the other: from now on the variable is only read, and so is the caller's.
            Term Frozen(Term term, Arm arm)
            {
                if (term is not View { IsWhole: true } view) return term;
                view.Root.ReadOnly ??= $"is also what '{name}' may stand for; write to a copy";
                return arm.After[view.Root] ?? throw new AlreadyReported();
            }
            if (a is View { IsWhole: false } || b is View { IsWhole: false }) return null;
            return junction.Merge(Frozen(a, then), Frozen(b, otherwise), null, name);
        }
        var (first, second) = (a as View, b as View);
        // Only one way has assigned it, and the array was there before: it is that array, or nobody reads it.
        if ((first is null || second is null) && (first ?? second) is { } only && before.Terms.ContainsKey(only.Root)) return only;
        bool Free(View? view, Arm arm) => view is null || ArrayVariables.IsAlone(view, before.Terms.Keys, arm.After);
        var root = (first ?? second)!.Root;
        if (!Free(first, then) || !Free(second, otherwise) || !IsKnown(root, before)) return null;
        var target = junction.Add(first is null ? Unassigned.Term : then.After[first.Root], second is null ? Unassigned.Term : otherwise.After[second.Root], root.Type, name);
        var storage = new Storage(State, name, root.Shape, root.Type) { IsOwn = true };
        storage.Set(target);
        return new View(storage);
    }

    /// <summary>Whether the lengths of an array are known before a region in which it was made.</summary>
    private bool IsKnown(Storage storage, ProgramState.Snapshot before) =>
        Shapes.Axes(storage.Shape).SelectMany(a => a.Extent.Symbols).All(s => !context.Lengths.TryGetValue(s, out var length) || before.Terms.ContainsKey(length));

    /// <summary>The parameters whose elements the body has assigned, and what it leaves in them.</summary>
    public List<(Parameter Parameter, Quantity Contents)> Written(IEnumerable<Parameter> parameters)
    {
        var written = new List<(Parameter, Quantity)>();
        foreach (var parameter in parameters)
            if (_inputs.TryGetValue(parameter.Name, out var input) && input.Storage.Contents is var contents && (contents.Value != input.Initial || context.WrittenByCalls.Contains(input.Symbol))) written.Add((parameter, contents));
        return written;
    }

    /// <summary>What a local holds: elements that stand in the source become an array; a tensor whose elements are assigned becomes memory of its own.</summary>
    private Term Held(ISymbol symbol, Term term, IOperation? source)
    {
        if (symbol is not ILocalSymbol { Type: var type } local) return term;
        if (term is TermList list && Known.IsIndexed(type, out var element) && (_types.Of(element) != ElementType.Int || source is null || HasElementAccess(source, local))) return Made(list, local.Name);
        if (term is Quantity { Rank: 1 } elements && (Known.IsSpan(type, out _) || Known.IsReadOnlySpan(type, out _))) return Kept(elements, local.Name);
        if (term is Quantity tensor && source is not null && Known.IsTensor(type, out _) && HasElementAssignment(source, local))
        {
            while (source is IConversionOperation conversion) source = conversion.Operand;
            if (source is not IInvocationOperation { TargetMethod: var method } || IsView(method))
            {
                if (source is not IBinaryOperation and not IUnaryOperation and not ICompoundAssignmentOperation)
                    throw new Refusal(Descriptors.UnsupportedAssignment, source.Syntax.GetLocation(), local.Name, "may be a view of another tensor; write to an array made with new, or to a parameter");
            }
            var contents = Algebra.Materialize(tensor);
            var storage = new Storage(State, local.Name, contents.Shape, contents.Value.Type) { IsOwn = true };
            State[storage] = contents;
            return new View(storage);
        }
        return term;
    }

    private static bool IsView(IMethodSymbol method) => method.Name is "Reshape" or "Transpose" or "Permute" or "Unsqueeze" or "Squeeze" or "Slice" or "BroadcastTo" or "StopGradient";

    private static IEnumerable<IOperation> WholeBody(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation.DescendantsAndSelf();
    }

    private static bool Names(IOperation? operation, ILocalSymbol local)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
    }

    private static bool HasElementAccess(IOperation source, ILocalSymbol local) => WholeBody(source).Any(o => o switch
    {
        IArrayElementReferenceOperation element => Names(element.ArrayReference, local),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => Names(element.Instance, local),
        IImplicitIndexerReferenceOperation element => Names(element.Instance, local),
        IForEachLoopOperation loop => Names(loop.Collection, local),
        _ => false,
    });

    private static bool HasElementAssignment(IOperation source, ILocalSymbol local) => WholeBody(source).Any(o => o switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } element } => Names(element.Instance, local),
        IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } element } => Names(element.Instance, local),
        _ => false,
    });

    /// <summary>The name of the variable that a new array is assigned to.</summary>
    private static string NameFor(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IVariableInitializerOperation or IParenthesizedOperation) parent = parent.Parent;
        return parent switch
        {
            IVariableDeclaratorOperation declarator => declarator.Symbol.Name,
            IAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local.Name,
            _ => "array",
        };
    }
}
