namespace AutoDiff.Metrics;

/// <summary>What an item of a relevance is worth.</summary>
public enum Gain
{
    /// <summary>The relevance itself.</summary>
    Linear,

    /// <summary>2^relevance - 1, which stresses the most relevant.</summary>
    Exponential,
}

/// <summary>In which order items of equal score count.</summary>
public enum TiePolicy
{
    /// <summary>Each has the mean gain of the items it ties with: the expectation over all orders (McSherry and Najork, 2008).</summary>
    Average,

    /// <summary>The item that comes first in the list comes first.</summary>
    ByIndex,

    /// <summary>The most relevant comes first: an upper bound.</summary>
    Optimistic,

    /// <summary>The least relevant comes first: a lower bound.</summary>
    Pessimistic,
}

/// <summary>What a list without relevant items has as NDCG.</summary>
public enum EmptyQueryPolicy
{
    /// <summary>0.</summary>
    Zero,

    /// <summary>1: there was nothing to do wrong.</summary>
    One,

    /// <summary>It is left out of the mean.</summary>
    Skip,
}

/// <summary>The variant of NDCG.</summary>
/// <param name="Gain">What a relevance is worth.</param>
/// <param name="Ties">In which order equal scores count.</param>
/// <param name="EmptyQueries">What a list without relevant items has.</param>
public sealed record NdcgOptions(Gain Gain = Gain.Linear, TiePolicy Ties = TiePolicy.Average, EmptyQueryPolicy EmptyQueries = EmptyQueryPolicy.Zero);
