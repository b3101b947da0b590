namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Every kind of reduction over every set of axes, and what is fused with them.</summary>
[Collection(DerivativeLaw.Collection)]
public class ReductionRunTests
{
    private static readonly Theme s_subsets = new(string.Join("\n", Subsets()));

    private static readonly Theme s_fused = new("""
        T SumAll: A,B,C x => Sum(Square(x))
        T MeanAll: N,C x => Mean(x * Exp(x))
        T MaxAll: N,C x => Max(x * x)
        T MinAll: N,C x => Min(x)
        T ProdAll: N x => Prod(x)
        T LogSumExpAll: N,C x => LogSumExp(x)
        T NormAll: N,C x => Norm(x)
        SoftmaxRows: N,C x => Softmax(x, 1)
        SoftmaxColumns: N,C x => Softmax(x, 0)
        SoftmaxMiddle: A,B,C x => Softmax(x, 1)
        LogSoftmaxRows: N,C x => LogSoftmax(x, -1)
        LogSoftmaxColumns: N,C x => LogSoftmax(x, 0)
        SoftmaxVector: N x => Softmax(x * x, 0)
        T CrossEntropy: N,C x; N int k => -Mean(Pick(LogSoftmax(x, 1), k))
        T SmoothedCrossEntropy: N,C x; N int k; s => var y = LogSoftmax(x, 1); return -(T.One - s) * Mean(Pick(y, k)) - s * Mean(y);
        BatchNorm: N,C x; C g; C b; p => var m = Mean(x, 0); var c = x - m; return g * c * ReciprocalSqrt(Mean(Square(c), 0) + p) + b;
        LayerNorm: N,C x; C g; C b; p => var m = Mean(x, 1, true); var c = x - m; return g * c / Sqrt(Mean(Square(c), 1, true) + p) + b;
        RmsNorm: N,C x; C g; p => x * ReciprocalSqrt(Mean(Square(x), 1, true) + p) * g
        BatchNormImages: N,C,H,W x; C,1,1 g; C,1,1 b; p => var m = Mean(x, [0, 2, 3], true); var c = x - m; return g * c * ReciprocalSqrt(Mean(Square(c), [0, 2, 3], true) + p) + b;
        Centered: N,C x => x - Mean(x)
        NormalizedRows: N,C x => x / Norm(x, 1, true)
        NormalizedColumns: N,C x => x / Norm(x, 0, true)
        RowMaxSubtracted: N,C x => x - Max(x, 1, true)
        ReductionOfReduction: A,B,C x => Sum(Square(Sum(Exp(x), 2)), 0)
        RowsThenAll: N,C x => x * Sum(Square(Sum(x, 1)))
        ColumnsThenAll: N,C x => x * Sum(Square(Sum(x, 0)))
        TwoSums: N,C x => Sum(x * x, 0) * Sum(x, 1, true)
        T Entropy: N,C x => var p = Softmax(x, 1); return -Sum(p * Log(p));
        T Kl: N,C x; N,C y => Mean(Sum(Softmax(x, 1) * (LogSoftmax(x, 1) - LogSoftmax(y, 1)), 1))
        T WeightedMean: N,C x; N p => Sum(Sum(x * x, 1) * p) / Sum(p)
        VarianceRows: N,C x => Variance(x * x, 1)
        VarianceCorrected: N,C x => Variance(x, 0, 1)
        StandardScore: N,C x => (x - Mean(x, 0)) / Sqrt(Variance(x, 0) + 0.1)
        SumOfInvariant: N,C x; C y => Sum(BroadcastTo(y * y, x.Shape[0], x.Shape[1]), 0) + Sum(x, 0)
        MeanOfBroadcast: N,C x; C y => x * Mean(x + y, 1, true)
        T Cosine: N,C x; N,C y => Mean(Sum(x * y, 1) / (Norm(x, 1) * Norm(y, 1) + 1.0))
        T CosineOfNormalized: N,C x; N,C y => Mean(Sum(x / Maximum(Norm(x, 1, true), T.CreateChecked(1e-8)) * (y / Maximum(Norm(y, 1, true), T.CreateChecked(1e-8))), 1))
        T InfoNce: N,N x => -Mean(LogSoftmax(x, 1) * x)
        KeepDimsMix: A,B,C x => x * Sum(x, 1, true) + Mean(Square(x), [0, 2], true)
        LogSumExpPlus: N,C x => x - LogSumExp(x, 1, true)
        ProdFused: N,C x => Prod(x + 2, 1, true) * x
        MaxFused: N,C x => Max(x, 0) * Min(x, 0)
        """);

    public static TheoryData<string> SubsetNames => s_subsets.Names;

    public static TheoryData<string> FusedNames => s_fused.Names;

    [Theory]
    [MemberData(nameof(SubsetNames))]
    public void EverySetOfAxes(string name) => s_subsets.Check(name);

    [Theory]
    [MemberData(nameof(FusedNames))]
    public void WhatIsFusedWithReductions(string name) => s_fused.Check(name);

    [Theory]
    [InlineData("BatchNorm", 70_000, 3)]
    [InlineData("BatchNorm", 300, 700)]
    [InlineData("LayerNorm", 70_000, 3)]
    [InlineData("LayerNorm", 300, 700)]
    [InlineData("SoftmaxRows", 300, 700)]
    [InlineData("SoftmaxColumns", 300, 700)]
    [InlineData("SoftmaxColumns", 70_000, 3)]
    [InlineData("CrossEntropy", 70_000, 3)]
    [InlineData("ReductionOfReduction", 300, 70, 10)]
    [InlineData("KeepDimsMix", 70, 300, 10)]
    [InlineData("MaxFused", 70_000, 3)]
    public void LongLoops_AreCutIntoChunksOfTheSameBits(string name, params int[] extents) => s_fused.CheckLarge(name, extents);

    private static IEnumerable<string> Subsets()
    {
        string[] axes = ["A", "B", "C", "D"];
        foreach (string kind in new[] { "Sum", "Mean", "Max", "Min", "Prod", "LogSumExp", "Norm", "Variance" })
            for (int rank = 1; rank <= 4; rank++)
                for (int set = 1; set < 1 << rank; set++)
                {
                    // Rank 4 in full for sums alone; the other kinds share their loops.
                    if (rank == 4 && kind != "Sum" && set is not (5 or 6 or 10)) continue;
                    var over = Enumerable.Range(0, rank).Where(i => (set >> i & 1) != 0).ToList();
                    bool keep = set % 2 == 0;
                    string list = $"[{string.Join(", ", over.Select(i => keep ? i - rank : i))}]";
                    yield return $"{kind}{rank}Over{string.Concat(over)}: {string.Join(",", axes.Take(rank))} x => {kind}(x * x + x, {list}{(keep ? ", keepDims: true" : "")})";
                }
    }
}
