using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>Where the elements of an array lie.</summary>
internal enum PlaceKind
{
    /// <summary>Memory of the workspace.</summary>
    Scratch,
    /// <summary>An argument of the method.</summary>
    Argument,
    /// <summary>A destination that the caller passed in.</summary>
    Destination,
    /// <summary>A part of another array.</summary>
    View,
}

/// <summary>The memory of one web of array states, as a span for statements and as a tensor for loop nests.</summary>
internal sealed class ArrayPlace(Value like, PlaceKind kind, string name)
{
    /// <summary>A value of the web: type and axes.</summary>
    public Value Like { get; } = like;

    public PlaceKind Kind { get; } = kind;

    /// <summary>What to name it after.</summary>
    public string Name { get; } = name;

    /// <summary>The span, once there is a name for it.</summary>
    public string? Span { get; set; }

    /// <summary>The tensor, once there is a name for it.</summary>
    public string? Tensor { get; set; }

    public bool NeedsSpan { get; set; }

    public bool NeedsTensor { get; set; }

    /// <summary>For an argument or destination that loop nests cannot use, the span of the caller: the elements are moved to and fro.</summary>
    public string? CallerSpan { get; set; }

    /// <summary>The elements as a span, whatever is at hand.</summary>
    public string Elements => Span ?? Tensor + ".Span";
}
