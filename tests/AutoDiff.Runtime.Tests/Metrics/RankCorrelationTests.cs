using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class RankCorrelationTests
{
    private static readonly double[] A = [1, 2, 2, 3, 4, 4, 4, 0.5, 6], B = [2, 1, 3, 3, 0, 5, 5, 0, 5];

    [Fact]
    public void KendallTauB_EqualsTheDefinition()
    {
        double concordance = 0, untiedA = 0, untiedB = 0;
        for (int i = 0; i < A.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                concordance += Math.Sign(A[i] - A[j]) * Math.Sign(B[i] - B[j]);
                untiedA += A[i] != A[j] ? 1 : 0;
                untiedB += B[i] != B[j] ? 1 : 0;
            }
        }
        Assert.Equal(concordance / Math.Sqrt(untiedA * untiedB), RankCorrelation.KendallTauB<double>(A, B).Value, 1e-15);
    }

    [Fact]
    public void SameAndReversedOrder_AreOneAndMinusOne()
    {
        double[] x = [.. Enumerable.Range(0, 300).Select(i => (double)(i * 37 % 301))], y = [.. x.Select(v => -v)];
        Assert.Equal(1, RankCorrelation.KendallTauB<double>(x, x).Value);
        Assert.Equal(-1, RankCorrelation.KendallTauB<double>(x, y).Value);
        Assert.Equal(1, RankCorrelation.Spearman<double>(x, x).Value, 1e-15);
        Assert.Equal(-1, RankCorrelation.Spearman<double>(x, y).Value, 1e-15);
    }

    [Fact]
    public void Constant_IsUndefined()
    {
        Assert.False(RankCorrelation.KendallTauB<double>([1, 1, 1], [1, 2, 3]).IsDefined);
        Assert.False(RankCorrelation.Spearman<double>([1, 2, 3], [1, 1, 1]).IsDefined);
        Assert.Throws<InvalidSampleException>(() => RankCorrelation.Spearman<double>([1, double.NaN], [1, 2]));
    }

    [Fact]
    public void RankBiasedOverlap_OfEqualDisjointAndHandLists()
    {
        Assert.Equal(1, RankBiasedOverlap.Compute([1, 2, 3], [1, 2, 3]).Value, 1e-15);
        Assert.Equal(0, RankBiasedOverlap.Compute([1, 2, 3], [4, 5, 6]).Value);
        // Overlaps 0, 2, 2, 3 at depths 1 to 4 of lists of equal length, p = 0.9.
        double p = 0.9, expected = (1 - p) / p * (p * p * 2 / 2 + Math.Pow(p, 3) * 2 / 3 + Math.Pow(p, 4) * 3 / 4) + Math.Pow(p, 4) * 3 / 4;
        Assert.Equal(expected, RankBiasedOverlap.Compute([1, 2, 3, 4], [2, 1, 5, 3], p).Value, 1e-15);
    }

    [Fact]
    public void RankBiasedOverlap_IsSymmetricAndRefusesItemsTwice()
    {
        Assert.Equal(RankBiasedOverlap.Compute([1, 2, 3, 4, 9], [3, 2, 7]), RankBiasedOverlap.Compute([3, 2, 7], [1, 2, 3, 4, 9]));
        Assert.Equal(2, Assert.Throws<InvalidSampleException>(() => RankBiasedOverlap.Compute([1, 2, 1], [1, 2, 3])).Row);
        Assert.Throws<ArgumentOutOfRangeException>(() => RankBiasedOverlap.Compute([1], [1], 1));
    }
}
