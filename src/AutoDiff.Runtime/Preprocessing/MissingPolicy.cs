namespace AutoDiff.Preprocessing;

/// <summary>What a scaler does with NaN, which stands for a missing number.</summary>
public enum MissingPolicy
{
    /// <summary>Learning leaves them out, feature by feature; transforming keeps them.</summary>
    Skip,

    /// <summary>They are refused with an <see cref="InvalidSampleException"/> that names row and column; nothing is learnt or written.</summary>
    Refuse,
}
