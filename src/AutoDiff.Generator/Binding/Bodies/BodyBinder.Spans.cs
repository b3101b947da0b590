using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// Functions of spans and arrays.
internal sealed partial class BodyBinder
{
    /// <summary>x[i], x[i, j], x[^i], and x[a..b].</summary>
    private Term BindElementAccess(IOperation operation)
    {
        if (operation is IImplicitIndexerReferenceOperation { Argument: IRangeOperation range, Instance: { } instance }) return BindRange(Bind(instance), range);
        if (operation is IArrayElementReferenceOperation { Indices: { Length: 1 } indices, ArrayReference: var reference } && indices[0] is IRangeOperation copied)
            return CopyOf(BindRange(Bind(reference), copied), "part");
        if (ElementOf(operation) is not var (array, positions)) throw Fence.Refuse(operation);
        _at = operation.Syntax.GetLocation();
        return Element(array, positions);
    }

    private View BindRange(Term array, IRangeOperation range)
    {
        var length = LengthOf(array) ?? throw Fence.Refuse(range);
        var start = range.LeftOperand is { } left ? Index(left, array) : new Integer(Extent.Zero);
        var end = range.RightOperand is { } right ? Index(right, array) : length;
        _at = range.Syntax.GetLocation();
        return Part(array, start, Integers(Operator.IntSubtract, end, start));
    }

    /// <summary>Methods of Span, ReadOnlySpan, arrays and MemoryExtensions; null for all others.</summary>
    private Term? BindSpanMethod(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var (receiver, arguments) = invocation.Instance is { } instance ? (instance, invocation.Arguments.ToList())
            : method.IsExtensionMethod && invocation.Arguments.Length > 0 ? (invocation.Arguments[0].Value, invocation.Arguments.Skip(1).ToList()) : (null, invocation.Arguments.ToList());
        bool isArray = method.ContainingType is { Name: "Array", ContainingNamespace.Name: "System" };
        if (isArray && receiver is null && arguments.Count > 0) (receiver, arguments) = (arguments[0].Value, arguments.Skip(1).ToList());
        if (receiver?.Type is null || !(isArray || method.ContainingType.Name == "MemoryExtensions" || Known.IsSpan(method.ContainingType, out _) || Known.IsReadOnlySpan(method.ContainingType, out _) || Known.IsTensor(method.ContainingType, out _))) return null;
        Term Argument(int i) => Bind(arguments[i].Value);
        switch (method.Name, arguments.Count)
        {
            case ("GetLength", 1) when Bind(receiver) is View measured: return new Integer(Shapes.ExtentOf(measured.Root.Shape[(int)ConstantInteger(arguments[0].Value, method.Name)]));
            case ("AsSpan", 0): return Bind(receiver);
            case ("Slice" or "AsSpan", 1) when arguments[0].Value.Type is { SpecialType: SpecialType.System_Int32 }: { var x = Bind(receiver); var start = Argument(0); return Part(x, start, Integers(Operator.IntSubtract, LengthOf(x)!, start)); }
            case ("Slice" or "AsSpan", 2) when !Known.IsTensor(method.ContainingType, out _): { var x = Bind(receiver); var start = Argument(0); return Part(x, start, Argument(1)); }
            case ("ToArray" or "Clone", 0): return CopyOf(Bind(receiver), "copy");
            case ("Clear", 0): Fill(Bind(receiver), new Integer(Extent.Zero)); return new TupleTerm([]);
            case ("Fill", 1): { var x = Bind(receiver); Fill(x, Argument(0)); return new TupleTerm([]); }
            case ("CopyTo", 1): { var x = Bind(receiver); CopyElements(x, Argument(0)); return new TupleTerm([]); }
            default: return null;
        }
    }

    /// <summary>Writes one number to all elements.</summary>
    private void Fill(Term array, Term value)
    {
        if (array is not View view) throw new Refusal(Descriptors.UnsupportedAssignment, "this value", "is only read; copy it into an array first");
        if (view.IsWhole)
        {
            Writable(view);
            var contents = view.Root.Contents.Value;
            bool isZero = value is Literal { Number: 0 } or Integer { Extent.Terms.Count: 0 };
            if (isZero)
            {
                view.Root.Set(Algebra.Builder.Zeros(contents.Type, contents.Axes, view.Root.Name));
                return;
            }
            if (view.Rank > 1) throw new Refusal(Descriptors.UnsupportedExpression, "Filling an array with several axes", "assign its elements in loops");
        }
        var element = TensorAlgebra.Scalar(Algebra.Quantity(value, view.Root.Type).Value);
        EachElement(view, position => SetElement(view, [position], element));
    }

    private void CopyElements(Term from, Term to)
    {
        if (to is not View view) throw new Refusal(Descriptors.UnsupportedAssignment, "the target", "is only read; copy to an array or a span of one");
        // Overlapping ranges of one array are copied as if by way of a third.
        if (from is View same && same.Root == view.Root) from = CopyOf(from, "copy");
        EachElement(from, position => SetElement(view, [position], Element(from, [position])));
    }

    /// <summary>A new array with the same elements.</summary>
    private View CopyOf(Term array, string name)
    {
        if (array is TermList list) return Made(list);
        if (array is View { IsWhole: true } or Quantity)
        {
            var contents = Algebra.Materialize(Algebra.Quantity(array));
            var storage = new Storage(State, contents.Value.Name is { Length: > 0 } known ? known : name, contents.Shape, contents.Value.Type) { IsOwn = true };
            State[storage] = new Quantity(Algebra.Builder.Emit(new Copy(contents.Value), storage.Name), contents.Shape);
            return new View(storage);
        }
        var part = array as View ?? throw new Refusal(Descriptors.UnsupportedExpression, "A copy of this value", "copy spans and arrays");
        var copy = NewArray(name, part.Root.Type, [part.Length!]);
        EachElement(part, position => SetElement(copy, [position], Element(part, [position])));
        return copy;
    }

    /// <summary>A loop over the positions of a span.</summary>
    private void EachElement(Term array, Action<Term> body)
    {
        var range = new Range(Algebra.Builder.Int(0), IntValue(LengthOf(array)!), false, Algebra.Builder.NewValue(ElementType.Int, [], "i"));
        Iterate([], range, null, () => body(TensorAlgebra.Scalar(range.Counter)));
    }

    /// <summary>new T[n], new T[n, m], stackalloc, with or without elements.</summary>
    private Term BindArrayCreation(IArrayCreationOperation creation)
    {
        var element = (creation.Type as IArrayTypeSymbol)?.ElementType;
        if (creation.Initializer is { } initializer)
        {
            if (creation.DimensionSizes.Length == 1) return new TermList(BindAll(initializer.ElementValues), _types.Of(element));
            throw new Refusal(Descriptors.UnsupportedExpression, creation.Syntax.GetLocation(), "An initializer of an array with several axes", "assign the elements one by one");
        }
        if (_types.Of(element) is not { } type) throw new Refusal(Descriptors.UnsupportedExpression, creation.Syntax.GetLocation(), $"An array of {element?.Name}", "use arrays of numbers");
        return NewArray(NameFor(creation), type, BindAll(creation.DimensionSizes));
    }

    /// <summary>stackalloc: its operation has the length and the elements as children and no type of its own.</summary>
    private Term BindStackArray(IOperation creation)
    {
        if (creation.Type is not { } type || !Known.IsSpan(type, out var element) || _types.Of(element) is not { } elementType)
            throw new Refusal(Descriptors.UnsupportedExpression, creation.Syntax.GetLocation(), "A pointer", "use Span<T> for memory on the stack");
        var parts = creation.ChildOperations.ToList();
        return parts.Count > 1 ? new TermList(parts.Skip(1).Select(Bind).ToArray(), elementType) : NewArray(NameFor(creation), elementType, [Bind(parts[0])]);
    }
}
