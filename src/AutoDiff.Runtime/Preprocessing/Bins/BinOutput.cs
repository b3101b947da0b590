namespace AutoDiff.Preprocessing;

/// <summary>What a <see cref="BinningScaler"/> writes for a bin.</summary>
public enum BinOutput
{
    /// <summary>Its number, from 0.</summary>
    Number,

    /// <summary>Its number divided by that of the last bin: from 0 to 1; 0 where there is one bin only.</summary>
    Share,
}
