using AutoDiff.Metrics;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Metrics;

public class TopKTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 3)]
    [InlineData(100, 100)]
    [InlineData(1000, 10)]
    [InlineData(4099, 100)]
    public void Selection_EqualsTheStableSort(int n, int k)
    {
        var random = new CounterRandom(5);
        float[] values = [.. Enumerable.Range(0, n).Select(i => MathF.Round((float)random.Normal((ulong)i) * 20) / 20)];
        foreach (float[] order in new[] { values, [.. values.Order()], [.. values.OrderDescending()] })
        {
            int[] expected = [.. Enumerable.Range(0, n).OrderByDescending(i => order[i]).Take(k)];
            int[] indices = new int[k];
            float[] top = new float[k];
            Assert.Equal(k, TopK.Select<float>(order, k, indices, top));
            Assert.Equal(expected, indices);
            Assert.Equal(expected.Select(i => order[i]), top);
        }
    }

    [Fact]
    public void NaN_ComesLast()
    {
        double[] values = [double.NaN, 1, double.NegativeInfinity, double.NaN, 3];
        int[] indices = new int[5];
        double[] top = new double[5];
        Assert.Equal(5, TopK.Select<double>(values, 9, indices, top));
        Assert.Equal([4, 1, 2, 0, 3], indices);
        Assert.Equal(3, TopK.Select<double>(values, 3, indices, top));
        Assert.Equal([4, 1, 2], indices[..3]);
        Assert.Equal(0, Assert.Throws<InvalidSampleException>(() => TopK.Select<double>(values, 3, indices, top, NaNPolicy.Refuse)).Row);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(700)]
    [InlineData(1000)]
    [InlineData(2000)]
    public void NaNAmongTheNumbers_ComesLastInItsOrder_ForAnyK(int k)
    {
        var random = new CounterRandom(6);
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 3 == 1 ? float.NaN : MathF.Round((float)random.Normal((ulong)i) * 20))];
        int[] expected = [.. Enumerable.Range(0, 1000).Where(i => i % 3 != 1).OrderByDescending(i => values[i]), .. Enumerable.Range(0, 1000).Where(i => i % 3 == 1)];
        int count = Math.Min(k, 1000);
        int[] indices = new int[count], rowIndices = new int[count];
        float[] top = new float[count];
        Assert.Equal(count, TopK.Select<float>(values, k, indices, top));
        Assert.Equal(expected[..count], indices);
        Assert.Equal(count, TopK.SelectRows<float>(values, 1000, k, rowIndices, top));
        Assert.Equal(indices, rowIndices);
    }

    [Fact]
    public void NegativeZero_EqualsZero()
    {
        int[] indices = new int[3];
        TopK.Select<double>([-0.0, 0.0, -0.0], 3, indices, new double[3]);
        Assert.Equal([0, 1, 2], indices);
    }

    [Fact]
    public void MoreThanThereAre_GivesAll()
    {
        Assert.Equal(2, TopK.Select<double>([1, 2], 5, new int[2], new double[2]));
        Assert.Equal(0, TopK.Select<double>([], 5, [], []));
        Assert.Equal(0, TopK.Select<double>([1], 0, [], []));
        Assert.Throws<ArgumentException>(() => TopK.Select<double>([1, 2], 2, new int[1], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopK.Select<double>([1], -1, [], []));
    }

    [Fact]
    public void Rows_AreSelectedOneByOne()
    {
        int[] indices = new int[4];
        double[] top = new double[4];
        Assert.Equal(2, TopK.SelectRows<double>([1, 3, 2, 5, 5, 4], 3, 2, indices, top));
        Assert.Equal([1, 2, 0, 1], indices);
        Assert.Equal([3, 2, 5, 5], top);
        var error = Assert.Throws<InvalidSampleException>(() => TopK.SelectRows<double>([1, 3, 2, 5, double.NaN, 4], 3, 2, indices, top, NaNPolicy.Refuse));
        Assert.Equal((1L, 1), (error.Row, error.Column));
        Assert.Contains("no whole number of rows", Assert.Throws<ArgumentException>(() => TopK.SelectRows<double>([1, 3], 3, 2, indices, top)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Selection_AllocatesNothing()
    {
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => (double)(i * 7919 % 2003))], top = new double[50];
        int[] indices = new int[50];
        Assert.Equal(0, SettledAllocation.Of(() => TopK.Select<double>(values, 50, indices, top)));
    }
}
