namespace AutoDiff.Metrics;

/// <summary>What a selection does with NaN.</summary>
public enum NaNPolicy
{
    /// <summary>NaN is worse than every number, -infinity included; several of them keep their order.</summary>
    Last,

    /// <summary>NaN is refused with an <see cref="InvalidSampleException"/> that names its place.</summary>
    Refuse,
}
