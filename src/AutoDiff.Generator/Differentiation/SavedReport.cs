using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>Where a value waits for the backward pass.</summary>
public enum SavedPlace
{
    /// <summary>In an array with an axis for each loop around the value, filled by the forward pass.</summary>
    Array,

    /// <summary>On the tape, because the trips of a loop around it are not known beforehand.</summary>
    Tape,

    /// <summary>In an array that the backward pass fills by running an inner loop again; it lives for one iteration of the loops around that.</summary>
    Scratch,

    /// <summary>A copy of an array that the program overwrites.</summary>
    Copy,
}

/// <summary>A value that reverse mode keeps.</summary>
/// <param name="Name">The name of the value; may be empty.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Count">How many numbers; on a tape, in one iteration.</param>
/// <param name="Place">Where.</param>
/// <param name="Source">The statement that computes it.</param>
public sealed record SavedValue(string Name, ElementType Type, Extent Count, SavedPlace Place, SourceLine? Source)
{
    public override string ToString() => $"{(Name.Length == 0 ? "value" : Name)}: {Count} {Type switch { ElementType.Int => "integers", ElementType.Bool => "truth values", _ => "numbers" }}"
        + Place switch { SavedPlace.Tape => " an iteration, on the tape", SavedPlace.Scratch => ", computed again", SavedPlace.Copy => ", copied", _ => "" };
}

/// <summary>What the gradient of a function keeps of its forward pass, for <c>explain</c>.</summary>
public sealed record SavedReport(EquatableArray<SavedValue> Values)
{
    public static SavedReport Nothing { get; } = new(default(EquatableArray<SavedValue>));

    /// <summary>The bytes of all arrays and copies that live from the forward to the backward pass; what lies on tapes grows with the trips and is not in it.</summary>
    /// <param name="realBytes">4 or 8, the size of the function's float type.</param>
    public Extent Bytes(int realBytes) => Values.Where(v => v.Place is SavedPlace.Array or SavedPlace.Copy).Aggregate(Extent.Zero,
        (sum, v) => sum + Extent.Constant(v.Type switch { ElementType.Int => 4, ElementType.Bool => 1, _ => realBytes }) * v.Count);

    public override string ToString() => string.Concat(Values.Select(v => v + "\n"));
}
