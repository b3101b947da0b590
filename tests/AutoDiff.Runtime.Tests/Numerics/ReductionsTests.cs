namespace AutoDiff.Tests.Numerics;

public class ReductionsTests
{
    [Fact]
    public void Sum_OfEveryLengthAgreesWithALoopInDouble()
    {
        foreach (int n in Lengths.UpTo257)
        {
            var x = Numbers.Floats(n, seed: n);
            Assert.Equal(x.Sum(v => (double)v), Reductions.Sum<float>(x), 1e-5 * (1 + n));
            var y = Numbers.Doubles(n, seed: n);
            Assert.Equal(y.Sum(), Reductions.Sum<double>(y), 1e-14 * (1 + n));
        }
    }

    [Fact]
    public void Sum_OfFloatsDoesNotDriftWithTheLength()
    {
        var x = new float[1_000_003];
        Array.Fill(x, 0.1f);
        Assert.Equal(0.1f * 1_000_003.0, Reductions.Sum<float>(x), 0.1f * 1_000_003.0 * 2e-7);
    }

    [Fact]
    public void Sum_OfBlocksAddedInOrderIsTheSumOfAll()
    {
        var x = Numbers.Doubles(3 * Reductions.BlockLength + 77, seed: 1);
        double total = 0;
        for (int start = 0; start < x.Length; start += Reductions.BlockLength)
            total += Reductions.Sum<double>(x.AsSpan(start, Math.Min(Reductions.BlockLength, x.Length - start)));
        Assert.Equal(total, Reductions.Sum<double>(x));
    }

    [Fact]
    public void Sum_AddsInTheDocumentedOrderOnEveryMachine()
    {
        foreach (int n in Lengths.UpTo257.Append(Reductions.BlockLength))
        {
            var x = Numbers.Floats(n, seed: n);
            Assert.Equal(SumInLanes(x), Reductions.Sum<float>(x));
        }
    }

    [Fact]
    public void Sum_OfHalvesIsSupported()
    {
        Half[] x = [(Half)1, (Half)2.5, (Half)(-0.5)];
        Assert.Equal((Half)3, Reductions.Sum<Half>(x));
    }

    [Fact]
    public void OfNoElements_EachReductionGivesItsNeutralElement()
    {
        Assert.Equal(0, Reductions.Sum<double>([]));
        Assert.True(double.IsNaN(Reductions.Mean<double>([])));
        Assert.Equal(1, Reductions.Product<double>([]));
        Assert.Equal(0, Reductions.Norm<double>([]));
        Assert.Equal(double.NegativeInfinity, Reductions.LogSumExp<double>([]));
        Assert.Throws<ArgumentException>(() => Reductions.Max<double>([]));
        Assert.Throws<ArgumentException>(() => Reductions.Min<double>([]));
    }

    [Fact]
    public void MaxAndMin_PropagateNaNFromAnyPosition()
    {
        for (int i = 0; i < 40; i++)
        {
            var x = Numbers.Floats(40, seed: 2);
            x[i] = float.NaN;
            Assert.True(float.IsNaN(Reductions.Max<float>(x)));
            Assert.True(float.IsNaN(Reductions.Min<float>(x)));
        }
    }

    [Theory]
    [InlineData(3e200, 4e200, 5e200)]
    [InlineData(3e-200, 4e-200, 5e-200)]
    [InlineData(3, 4, 5)]
    [InlineData(5e-324, 0, 5e-324)]
    [InlineData(0, 0, 0)]
    [InlineData(double.PositiveInfinity, 1, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 1e300, double.PositiveInfinity)]
    [InlineData(double.NaN, 1, double.NaN)]
    public void Norm_NeitherOverflowsNorUnderflows(double a, double b, double expected)
    {
        double norm = Reductions.Norm<double>([a, b]);
        Assert.True(norm.Equals(expected) || Math.Abs(norm - expected) <= 1e-15 * expected, $"{norm} instead of {expected}");
    }

    [Fact]
    public void Norm_OfFloatsIsExactWhereTheirSquaresOverflow() => Assert.Equal(5e30f, Reductions.Norm<float>([3e30f, 4e30f]), 1e24f);

    [Fact]
    public void Norm_OfEveryLengthAgreesWithALoop()
    {
        foreach (int n in Lengths.UpTo257)
        {
            var x = Numbers.Doubles(n, seed: n);
            Assert.Equal(Math.Sqrt(x.Sum(v => v * v)), Reductions.Norm<double>(x), 1e-13);
        }
    }

    [Fact]
    public void LogSumExp_IsShiftedByWhatItsArgumentsAreShiftedBy()
    {
        foreach (int n in Lengths.UpTo257.Skip(1))
        {
            var x = Numbers.Doubles(n, seed: n);
            Assert.Equal(Math.Log(x.Sum(Math.Exp)), Reductions.LogSumExp<double>(x), 1e-12);
            Assert.Equal(Reductions.LogSumExp<double>(x) + 4096, Reductions.LogSumExp<double>(x.Select(v => v + 4096).ToArray()), 1e-11);
        }
    }

    [Fact]
    public void LogSumExp_OfInfinitiesIsTheLimit()
    {
        const double inf = double.PositiveInfinity;
        Assert.Equal(-inf, Reductions.LogSumExp<double>([-inf, -inf]));
        Assert.Equal(inf, Reductions.LogSumExp<double>([-inf, inf, 3]));
        Assert.Equal(3, Reductions.LogSumExp<double>([-inf, 3]));
        Assert.True(double.IsNaN(Reductions.LogSumExp<double>([double.NaN, inf])));
    }

    [Fact]
    public void Softmax_SumsToOneAndIsTheExponentialOfLogSoftmax()
    {
        foreach (int n in Lengths.UpTo257.Skip(1))
        {
            var x = Numbers.Doubles(n, seed: n);
            double[] softmax = new double[n], log = new double[n];
            Reductions.Softmax<double>(x, softmax);
            Reductions.LogSoftmax<double>(x, log);
            Assert.Equal(1, softmax.Sum(), 1e-13);
            for (int i = 0; i < n; i++) Assert.Equal(softmax[i], Math.Exp(log[i]), 1e-14);
        }
    }

    [Fact]
    public void Softmax_InPlaceGivesTheSameBits()
    {
        var x = Numbers.Floats(77, seed: 3);
        var separate = new float[77];
        Reductions.Softmax<float>(x, separate);
        Reductions.Softmax<float>(x, x);
        Assert.Equal(separate, x);
    }

    [Fact]
    public void Softmax_OfInfinitiesSharesOneAmongThem()
    {
        const double inf = double.PositiveInfinity;
        Assert.Equal([0, 0.5, 0.5, 0], Softmax([1, inf, inf, -inf]));
        Assert.Equal([0, 0], Softmax([-inf, -inf]));
        Assert.Equal([0, 1], Softmax([-inf, 5]));
        Assert.All(Softmax([1, double.NaN]), v => Assert.True(double.IsNaN(v)));

        var log = new double[2];
        Reductions.LogSoftmax<double>([-inf, -inf], log);
        Assert.Equal([-inf, -inf], log);
    }

    [Fact]
    public void Softmax_OfLargeLogitsDependsOnDifferencesOnly() => Assert.Equal(Softmax([0, 1, 2]), Softmax([10000, 10001, 10002]));

    [Fact]
    public void Softmax_RefusesADestinationOfAnotherLength() =>
        Assert.Throws<ArgumentException>(() => Reductions.Softmax<double>([1, 2], new double[3]));

    // One block: four accumulators of 16 lanes, whole vectors that are left go to the first, the rest is added one by one.
    private static float SumInLanes(float[] x)
    {
        var accumulators = new float[4, 16];
        int i = 0;
        for (; i + 64 <= x.Length; i += 64)
            for (int k = 0; k < 64; k++) accumulators[k / 16, k % 16] += x[i + k];
        for (; i + 16 <= x.Length; i += 16)
            for (int k = 0; k < 16; k++) accumulators[0, k] += x[i + k];
        double total = 0;
        for (int k = 0; k < 16; k++) total += accumulators[0, k] + accumulators[1, k] + (accumulators[2, k] + accumulators[3, k]);
        for (; i < x.Length; i++) total += x[i];
        return (float)total;
    }

    private static double[] Softmax(double[] x)
    {
        var result = new double[x.Length];
        Reductions.Softmax<double>(x, result);
        return result;
    }
}
