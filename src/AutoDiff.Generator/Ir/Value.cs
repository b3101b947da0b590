namespace AutoDiff.Generator.Ir;

/// <summary>The element type of a value.</summary>
public enum ElementType
{
    /// <summary>The function's float type.</summary>
    Real,
    /// <summary>A 32-bit integer: indices and counters; never differentiated.</summary>
    Int,
    /// <summary>A truth value, the result of a comparison.</summary>
    Bool,
    /// <summary>A growing stack of saved numbers, last in, first out. A value of this type is a state of the stack; it has no axes.</summary>
    Tape,
    /// <summary>Tangents in several directions at once: one vector of the float type where a Real has one number.</summary>
    Lanes,
}

/// <summary>The source statement that a value comes from.</summary>
/// <param name="File">File name without folders.</param>
/// <param name="Line">One-based line number.</param>
/// <param name="Text">The statement in one line, trimmed.</param>
public sealed record SourceLine(string File, int Line, string Text);

/// <summary>
/// An SSA value. A scalar has no axes. The order of <see cref="Axes"/> is the memory order if the value is written to memory.
/// </summary>
/// <param name="Id">Unique inside the function.</param>
/// <param name="Name">A hint for the printed and the generated name; may be empty; need not be unique.</param>
/// <param name="Source">The source statement it comes from; for an adjoint, the statement that is differentiated.</param>
/// <param name="IsAdjoint">Whether differentiation made it; such values may be reassociated, what the user wrote may not.</param>
public sealed record Value(int Id, ElementType Type, EquatableArray<Axis> Axes, string Name = "", SourceLine? Source = null, bool IsAdjoint = false)
{
    public bool Has(Axis axis) => Array.IndexOf(Axes.Items, axis) >= 0;

    public override int GetHashCode() => Id;

    public override string ToString() => $"%{Id}[{string.Join(",", Axes)}]";
}
