using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// Elements of arrays. A span is a range of the array that it was made from; reads and writes go to that array.
internal sealed partial class BodyBinder
{
    /// <summary>The extent of the only axis of an array, span or tensor, in elements; of a tensor with several axes their product. Null for other terms.</summary>
    private Term? LengthOf(Term term) => term switch
    {
        View { IsWhole: false } part => part.Length,
        View whole => new Integer(Algebra.Facts.Simplify(Shapes.Length(whole.Root.Shape))),
        Quantity tensor => new Integer(Algebra.Facts.Simplify(Shapes.Length(tensor.Shape))),
        TermList list => new Integer(Extent.Constant(list.Items.Length)),
        _ => null,
    };

    /// <summary>One element.</summary>
    private Term Element(Term array, IReadOnlyList<Term> indices)
    {
        if (array is TermList list)
            return indices.Count == 1 && indices[0] is Integer { Extent: var extent } && extent.IsConstant(out long i) && i >= 0 && i < list.Items.Length ? list.Items[i] : Element(Made(list), indices);
        if (array is View { IsWhole: false } part) return Element(new View(part.Root), [Shifted(part, indices[0])]);
        var contents = array switch
        {
            View view => view.Root.Contents,
            Quantity tensor => Algebra.Materialize(tensor),
            _ => throw new Refusal(Descriptors.UnsupportedExpression, "This element access", "use arrays, spans and tensors"),
        };
        return TensorAlgebra.Scalar(Algebra.Builder.Emit(new Read(contents.Value, Positions(contents, indices))));
    }

    /// <summary>An entry of the leading axis: a tensor of one rank less.</summary>
    private Quantity Row(Quantity tensor, Term index)
    {
        tensor = Algebra.Materialize(tensor);
        if (tensor.Rank < 2 || tensor.Shape[0].Axis is null) throw new Refusal(Descriptors.InvalidShapeArgument, $"{tensor} has no rows");
        var row = Algebra.Builder.Emit(new Read(tensor.Value, EquatableArray.Of(IntValue(index))), tensor.Value.Name.Length > 0 ? tensor.Value.Name + "Row" : "row");
        return new Quantity(row, tensor.Shape.Skip(1).ToArray());
    }

    private void SetElement(View array, IReadOnlyList<Term> indices, Term element)
    {
        Writable(array);
        if (!array.IsWhole) (array, indices) = (new View(array.Root), [Shifted(array, indices[0])]);
        var contents = array.Root.Contents;
        var value = Algebra.Quantity(element, array.Root.Type).Value;
        array.Root.Set(Algebra.Builder.Write(contents.Value, value, Positions(contents, indices).Items));
    }

    private void AddToElement(View array, IReadOnlyList<Term> indices, Value addend)
    {
        Writable(array);
        if (!array.IsWhole) (array, indices) = (new View(array.Root), [Shifted(array, indices[0])]);
        var contents = array.Root.Contents;
        array.Root.Set(Algebra.Builder.AddAt(contents.Value, addend, Positions(contents, indices).Items));
    }

    private static void Writable(View array)
    {
        if (array.Root.ReadOnly is { } reason) throw new Refusal(Descriptors.UnsupportedAssignment, array.Root.Name, reason);
    }

    private Term Shifted(View part, Term index) => Integers(Operator.IntAdd, part.Offset!, index);

    /// <summary>Indices in the memory order of an array; a dimension of one element has no axis and needs none.</summary>
    private EquatableArray<Value> Positions(Quantity contents, IReadOnlyList<Term> indices)
    {
        if (indices.Count != contents.Rank) throw new Refusal(Descriptors.InvalidShapeArgument, $"{contents} is indexed by {indices.Count} numbers");
        var positions = new List<Value>();
        foreach (var axis in contents.Value.Axes)
        {
            int dimension = Array.FindIndex(contents.Shape, d => d.Axis == axis);
            positions.Add(IntValue(indices[dimension]));
        }
        if (positions.Count == 0) throw new Refusal(Descriptors.UnsupportedExpression, "An element of a tensor with one element", "pass a number instead");
        return positions.ToEquatable();
    }

    /// <summary>The part of an array that begins at an offset.</summary>
    private View Part(Term array, Term offset, Term length)
    {
        if (array is TermList list) array = Made(list);
        if (array is Quantity tensor) array = Kept(tensor, "span");
        if (array is not View { Rank: 1 } view) throw new Refusal(Descriptors.UnsupportedExpression, "A part of this value", "take parts of spans and arrays with one axis; for tensors use Slice of Ops");
        return new View(view.Root, view.IsWhole ? offset : Shifted(view, offset), length);
    }

    /// <summary>A tensor or span that is only read, as an array.</summary>
    private View Kept(Quantity tensor, string name)
    {
        tensor = Algebra.Materialize(tensor);
        var storage = new Storage(State, tensor.Value.Name.Length > 0 ? tensor.Value.Name : name, tensor.Shape, tensor.Value.Type) { ReadOnly = "is only read" };
        State[storage] = tensor;
        return new View(storage);
    }

    /// <summary>The index of an element, counted from the end for ^i.</summary>
    private Term Index(IOperation operation, Term array)
    {
        while (operation is IConversionOperation { Type.Name: "Index" } conversion) operation = conversion.Operand;
        if (operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd) return Integers(Operator.IntSubtract, LengthOf(array)!, Bind(fromEnd.Operand));
        return Bind(operation);
    }

    /// <summary>Elements that stand in the source, in an array of their own.</summary>
    private View Made(TermList list, string name = "values")
    {
        var type = list.Items.All(i => i is Integer or Quantity { Value.Type: ElementType.Int }) && list.Items.Length > 0 && list.Type is not ElementType.Real ? ElementType.Int : list.Type ?? ElementType.Real;
        var array = NewArray(name, type, [new Integer(Extent.Constant(list.Items.Length))]);
        for (int i = 0; i < list.Items.Length; i++) SetElement(array, [new Integer(Extent.Constant(i))], list.Items[i]);
        return array;
    }

    /// <summary>A new array of zeros.</summary>
    private View NewArray(string name, ElementType type, IReadOnlyList<Term> lengths)
    {
        var taken = new List<Axis>();
        foreach (var length in lengths) taken.Add(Algebra.Axes.Of(LengthAsExtent(length, name), taken));
        var shape = taken.Select(a => new Dimension(a)).ToArray();
        var storage = new Storage(State, name, shape, type) { IsOwn = true };
        State[storage] = new Quantity(Algebra.Builder.Zeros(type, taken, name), shape);
        return new View(storage);
    }

    /// <summary>A length as an extent; one that the program computes becomes a symbol.</summary>
    private Extent LengthAsExtent(Term length, string name)
    {
        if (length is Integer integer) return integer.Extent;
        string symbol = context.UniqueSymbol(name + "Length");
        var number = IntValue(length);
        Algebra.Builder.Emit(new DefineExtent(symbol, number), ElementType.Int, []);
        Algebra.PossiblyNegative.Add(symbol);
        State[context.Lengths[symbol] = new object()] = new Integer(Extent.Symbol(symbol));
        return Extent.Symbol(symbol);
    }
}
