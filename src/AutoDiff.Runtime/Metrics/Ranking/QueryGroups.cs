using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>Lists of different lengths in one array: list q holds the elements offsets[q] to offsets[q + 1] - 1.</summary>
internal static class QueryGroups
{
    /// <exception cref="ArgumentException">The offsets do not start at 0, fall, or do not end at the number of elements.</exception>
    public static void Check(ReadOnlySpan<int> offsets, int elements)
    {
        if (offsets.IsEmpty || offsets[0] != 0 || offsets[^1] != elements)
        {
            string got = offsets.IsEmpty ? "there are none" : $"they run from {offsets[0]} to {offsets[^1]}";
            throw new ArgumentException($"Offsets of lists begin with 0 and end with the number of elements, {elements}; {got}.", nameof(offsets));
        }
        for (int q = 1; q < offsets.Length; q++)
        {
            if (offsets[q] < offsets[q - 1])
                throw new ArgumentException($"Offset {q} is {offsets[q]}, below the one before it, {offsets[q - 1]}; offsets must not fall.", nameof(offsets));
        }
    }

    /// <summary>Scores without NaN and relevances that are finite and not negative, as many of each.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, or a relevance is negative or not finite.</exception>
    public static void Check<T>(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(scores.Length, relevance.Length, "scores", "relevances");
        SampleCheck.NoNaN(scores, "score");
        for (int i = 0; i < relevance.Length; i++)
        {
            if (!(relevance[i] >= T.Zero && T.IsFinite(relevance[i])))
                throw new InvalidSampleException($"the relevance is {relevance[i]}.", "Relevances are finite and not negative, 0 for what is not relevant.", i);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">A cutoff is below 1.</exception>
    public static void CheckCutoffs(ReadOnlySpan<int> cutoffs)
    {
        if (cutoffs.IsEmpty) throw new ArgumentException("Give at least one cutoff k; int.MaxValue stands for whole lists.", nameof(cutoffs));
        foreach (int k in cutoffs) ArgumentOutOfRangeException.ThrowIfLessThan(k, 1, nameof(cutoffs));
    }
}
