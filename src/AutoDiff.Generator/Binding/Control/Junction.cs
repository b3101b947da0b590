using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Where two ways through the program meet: what variables stand for afterwards. Numbers and tensors that differ become targets of the conditional;
/// tuples, structs and parts of arrays are compared part by part.
/// </summary>
/// <param name="algebra">Makes the targets.</param>
/// <param name="types">The element types of variables.</param>
/// <param name="select">What an array variable stands for that is one array on the first way and another on the second; null refuses.</param>
internal sealed class Junction(TensorAlgebra algebra, LeafTypes types, Func<Junction, Term, Term, string, Term?>? select = null)
{
    /// <summary>A number or tensor that differs: its target, and what each way yields.</summary>
    public readonly struct Leaf(Value target, Dimension[] shape, Term? first, Term? second)
    {
        public Value Target => target;

        public Dimension[] Shape => shape;

        public Term? First => first;

        public Term? Second => second;
    }

    public List<Leaf> Leaves { get; } = [];

    /// <summary>The term after the junction.</summary>
    /// <param name="first">The term on the first way.</param>
    /// <param name="second">The term on the second way.</param>
    /// <param name="type">The type of the variable, if it is known.</param>
    /// <param name="name">The name of the variable.</param>
    public Term? Merge(Term? first, Term? second, ITypeSymbol? type, string name)
    {
        if (first is null || second is null) return null;
        if (Same(first, second)) return first;
        switch (first, second)
        {
            case (TupleTerm or Unassigned, TupleTerm or Unassigned):
                return new TupleTerm(Parts((first as TupleTerm ?? second as TupleTerm)!.Elements.Length, i => Merge(Part(first, i), Part(second, i), LeafTypes.Part(type, null, i), $"{name}Item{i + 1}")));
            case (StructTerm or Unassigned, StructTerm or Unassigned):
                var model = (first as StructTerm ?? second as StructTerm)!;
                return new StructTerm(model.Type, model.Members, Parts(model.Values.Length, i => Merge(Part(first, i), Part(second, i), LeafTypes.Part(type, model, i), name + model.Members[i].Name))!);
            case (View a, View b) when a.Root == b.Root:
                return new View(a.Root, Merge(Offset(a), Offset(b), null, name + "Start"), Merge(Length(a), Length(b), null, name + "Length"));
            case (View or Unassigned or Quantity, View or Unassigned or Quantity) when first is View || second is View:
                return select?.Invoke(this, first, second, name) ?? throw Differs(name);
            case (Quantity or Literal or Integer or Unassigned, Quantity or Literal or Integer or Unassigned):
                var element = types.Of(type) ?? LeafTypes.Own(first is Unassigned ? second : first)!.Value;
                return new Quantity(Add(first, second, element, name), algebra.CommonShape(first, second, name));
            // A variable that only one way has assigned is not read after the junction, or the other way has been left.
            case (Unassigned, _): return second;
            case (_, Unassigned): return first;
            default: throw Differs(name);
        }
    }

    private static Refusal Differs(string name) =>
        new(Descriptors.UnsupportedAssignment, name, "would stand for different objects on different ways through the program; use two variables, or copy the elements");

    /// <summary>A target for what differs.</summary>
    public Value Add(Term? first, Term? second, ElementType type, string name)
    {
        var shape = algebra.CommonShape(first, second, name);
        var target = algebra.Leaf(type, shape, first is Quantity ? first : second, name);
        Leaves.Add(new Leaf(target, shape, first, second));
        return target;
    }

    /// <summary>Whether both terms are the same whichever way was taken.</summary>
    public bool Same(Term first, Term second) => ReferenceEquals(first, second) || (first, second) switch
    {
        (Literal a, Literal b) => a.Type == b.Type && BitConverter.DoubleToInt64Bits(a.Number) == BitConverter.DoubleToInt64Bits(b.Number),
        (Integer a, Integer b) => algebra.Facts.Equal(a.Extent, b.Extent),
        (Quantity a, Quantity b) => a.Value == b.Value && a.Shape.SequenceEqual(b.Shape),
        (View a, View b) => a.Root == b.Root && SameBound(a.Offset, b.Offset) && SameBound(a.Length, b.Length),
        _ => false,
    };

    private bool SameBound(Term? a, Term? b) => a is null || b is null ? a is null && b is null : Same(a, b);

    public static Term Offset(View view) => view.Offset ?? new Integer(Extent.Zero);

    public static Term Length(View view) => view.Length ?? new Integer(Shapes.ExtentOf(view.Root.Shape[0]));

    public static Term? Part(Term? term, int position) => term switch
    {
        TupleTerm tuple => tuple.Elements[position],
        StructTerm value => value.Values[position],
        _ => term,
    };

    private static Term[] Parts(int count, Func<int, Term?> part)
    {
        var parts = new Term?[count];
        for (int i = 0; i < count; i++) parts[i] = part(i);
        return parts!;
    }
}
