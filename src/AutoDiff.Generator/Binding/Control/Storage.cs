using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Memory whose elements a program reads and writes one by one: an array parameter, or an array that the program makes. Several variables may
/// stand for it; its contents at each point are a value, which the program state holds.
/// </summary>
/// <param name="state">The state that holds the contents.</param>
/// <param name="name">The name of the parameter, or of the first variable that stands for it.</param>
/// <param name="shape">Its dimensions in memory order.</param>
/// <param name="type">The type of its elements.</param>
internal sealed class Storage(ProgramState state, string name, Dimension[] shape, ElementType type)
{
    public string Name { get; set; } = name;

    public Dimension[] Shape => shape;

    public ElementType Type => type;

    /// <summary>Whether the program has made the array; else it is a parameter's.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Why its elements cannot be assigned; null where they can.</summary>
    public string? ReadOnly { get; set; }

    public Quantity Contents => state[this] as Quantity ?? throw new AlreadyReported();

    public void Set(Value contents) => state[this] = new Quantity(contents, shape);
}

/// <summary>A part of an array that a span, an array variable or a tensor variable stands for: the whole, or a range along its only axis.</summary>
internal sealed class View(Storage root, Term? offset = null, Term? length = null) : Term
{
    public Storage Root => root;

    /// <summary>First position; null for the whole array.</summary>
    public Term? Offset => offset;

    /// <summary>Number of elements; null for the whole array.</summary>
    public Term? Length => length;

    public bool IsWhole => offset is null;

    public int Rank => root.Shape.Length;
}
