namespace AutoDiff.Preprocessing;

/// <summary>What happens to numbers outside the range that was learnt.</summary>
public enum OutOfRange
{
    /// <summary>They come out outside the target range.</summary>
    Extend,

    /// <summary>They come out as the nearer end of the target range, exactly.</summary>
    Clip,

    /// <summary>They are refused with an <see cref="InvalidSampleException"/> that names row and column; nothing is written.</summary>
    Refuse,
}
