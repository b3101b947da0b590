namespace AutoDiff.Preprocessing;

/// <summary>Where a <see cref="BinningScaler"/> cuts a feature into bins.</summary>
public enum BinRule
{
    /// <summary>Into parts of equal width between the smallest and the largest number.</summary>
    EqualWidth,

    /// <summary>Into parts that hold the same share of the numbers; fewer where a number is so frequent that two cuts coincide.</summary>
    Quantile,

    /// <summary>Halfway between centers of one-dimensional K-Means: gaps in the data become cuts.</summary>
    KMeans,

    /// <summary>Where the labels of the rows differ most on both sides (Fayyad and Irani, 1993); as few bins as the labels justify.</summary>
    Supervised,
}
