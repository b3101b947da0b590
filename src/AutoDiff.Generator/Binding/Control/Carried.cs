using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>The numbers, tensors and contents of arrays that a loop hands from one iteration to the next.</summary>
internal sealed class Carried(TensorAlgebra algebra, LeafTypes types)
{
    /// <summary>A carried value as the body sees it, and what it begins as.</summary>
    public readonly struct Slot(Value parameter, Dimension[] shape, Term? initial)
    {
        public Value Parameter => parameter;

        public Dimension[] Shape => shape;

        public Term? Initial => initial;
    }

    public List<Slot> Slots { get; } = [];

    /// <summary>What the body sees of a variable: new values in place of the numbers, tensors and contents that it stands for.</summary>
    /// <param name="term">What the variable stands for before the loop.</param>
    /// <param name="type">Its type, if it is known.</param>
    /// <param name="name">Its name.</param>
    /// <param name="begins">False for a variable that has no value before the loop: the term is then the one after an iteration.</param>
    public Term? Carry(Term? term, ITypeSymbol? type, string name, bool begins = true)
    {
        switch (term)
        {
            case TupleTerm tuple:
                return new TupleTerm(tuple.Elements.Select((e, i) => Carry(e, LeafTypes.Part(type, null, i), $"{name}Item{i + 1}", begins)!).ToArray());
            case StructTerm value:
                return new StructTerm(value.Type, value.Members, value.Values.Select((e, i) => Carry(e, LeafTypes.Part(type, value, i), name + value.Members[i].Name, begins)).ToArray());
            // A tensor of the caller: the variable gets others in the loop, and has to be the only name of what is then written.
            case View { IsWhole: true, Root: { IsOwn: false } root } when begins && Known.IsTensor(type!, out _):
                var contents = root.Contents;
                root.ReadOnly ??= $"is also what '{name}' stands for; write to a copy";
                return Carry(contents, type, name);
            // An array variable stands for a whole array always; a span may become shorter.
            case View view when type is not IArrayTypeSymbol && view.Rank == 1 && begins && !Known.IsTensor(type!, out _):
                return new View(view.Root, Carry(Junction.Offset(view), null, name + "Start"), Carry(Junction.Length(view), null, name + "Length"));
            case Quantity or Literal or Integer:
                var shape = (term as Quantity)?.Shape ?? Shapes.Scalar;
                var parameter = algebra.Leaf(types.Of(type) ?? LeafTypes.Own(term)!.Value, shape, term, name);
                Slots.Add(new Slot(parameter, shape, begins ? term : Unassigned.Term));
                return new Quantity(parameter, shape);
            default:
                return term;
        }
    }

    /// <summary>What the variable yields to the next iteration, in the order of the slots.</summary>
    /// <param name="carried">What the body sees.</param>
    /// <param name="after">What the variable stands for at the end of the body.</param>
    /// <param name="name">Its name.</param>
    /// <param name="yields">Receives the terms.</param>
    /// <param name="moved">Arrays that a variable may have changed to.</param>
    public void Collect(Term? carried, Term? after, string name, List<Term?> yields, IReadOnlyDictionary<Storage, Storage> moved)
    {
        switch (carried)
        {
            case TupleTerm tuple:
                for (int i = 0; i < tuple.Elements.Length; i++) Collect(tuple.Elements[i], Junction.Part(after, i), name, yields, moved);
                break;
            case StructTerm value:
                for (int i = 0; i < value.Values.Length; i++) Collect(value.Values[i], Junction.Part(after, i), name, yields, moved);
                break;
            case View view:
                if (after is not (null or View) || (after is View { Root: var root } && root != view.Root && (!moved.TryGetValue(view.Root, out var other) || other != root))) throw Changed(name);
                if (view.Offset is not null)
                {
                    Collect(view.Offset, after is View v ? Junction.Offset(v) : null, name, yields, moved);
                    Collect(view.Length, after is View w ? Junction.Length(w) : null, name, yields, moved);
                }
                break;
            case Quantity:
                if (after is not (null or Quantity or Literal or Integer or Unassigned)) throw Changed(name);
                algebra.CommonShape(carried, after, name);
                yields.Add(after);
                break;
            case null or Unassigned:
                break;
            default:
                if (after is not null && !ReferenceEquals(carried, after)) throw Changed(name);
                break;
        }
    }

    /// <summary>The term with its carried values replaced.</summary>
    public static Term? Substitute(Term? term, Func<Value, Term?> replace) => term switch
    {
        TupleTerm tuple => new TupleTerm(tuple.Elements.Select(e => Substitute(e, replace)!).ToArray()),
        StructTerm value => new StructTerm(value.Type, value.Members, value.Values.Select(e => Substitute(e, replace)).ToArray()),
        View { Offset: not null } view => new View(view.Root, Substitute(view.Offset, replace), Substitute(view.Length, replace)),
        Quantity quantity => replace(quantity.Value) ?? quantity,
        _ => term,
    };

    private static Refusal Changed(string name) =>
        new(Descriptors.UnsupportedAssignment, name, "would stand for different objects in different iterations; use two variables, or copy the elements");
}
