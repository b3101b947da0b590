using System.Numerics;
using AutoDiff.LinearAlgebra;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Tests.LinearAlgebra;

[Collection(WorkerCount.Name)]
public sealed class MatrixProductTests
{
    private static readonly int[] Small = [0, 1, 2, 3, 7, 13, 15, 17, 33];

    [Fact]
    public void Product_HasItsDefinition_ForAllSmallExtents()
    {
        var random = new Random(1);
        foreach (int m in Small)
            foreach (int n in Small)
                foreach (int k in Small)
                    foreach (var (transposeA, transposeB) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
                    {
                        Check<float>(random, m, n, k, transposeA, transposeB, accumulate: (m + n + k) % 2 == 0);
                        Check<double>(random, m, n, k, transposeA, transposeB, accumulate: (m + n + k) % 2 != 0);
                    }
    }

    [Theory]
    [InlineData(14, 32, 64)]
    [InlineData(16, 31, 65)]
    [InlineData(28, 64, 14)]
    [InlineData(100, 100, 100)]
    [InlineData(129, 129, 129)]
    [InlineData(65, 129, 100)]
    [InlineData(129, 14, 33)]
    [InlineData(31, 100, 1)]
    [InlineData(3, 5, 1100)]
    [InlineData(30, 33, 513)]
    [InlineData(250, 70, 130)]
    [InlineData(64, 300, 129)]
    public void Product_HasItsDefinition_AcrossTheBoundariesOfTilesAndBlocks(int m, int n, int k)
    {
        var random = new Random(2);
        foreach (bool transposeA in (bool[])[false, true])
            foreach (bool transposeB in (bool[])[false, true])
                foreach (bool accumulate in (bool[])[false, true])
                {
                    Check<float>(random, m, n, k, transposeA, transposeB, accumulate);
                    Check<double>(random, m, n, k, transposeA, transposeB, accumulate);
                }
    }

    [Theory]
    [InlineData(60, 40, 256)]
    [InlineData(60, 256, 70)]
    [InlineData(40, 1024, 33)]
    public void RowsAPageApart_AreReadCorrectly(int m, int n, int k)
    {
        var random = new Random(3);
        foreach (bool transposeA in (bool[])[false, true])
            foreach (bool transposeB in (bool[])[false, true])
                Check<float>(random, m, n, k, transposeA, transposeB, accumulate: false, pitch: 1024);
    }

    [Fact]
    public void MoreColumnsThanArePackedAtOnce_AreAllComputed() =>
        Check<float>(new Random(4), 17, 8192 + 40, 20, false, false, accumulate: true);

    [Fact]
    public void DestinationWithContiguousColumns_IsFilled()
    {
        var random = new Random(5);
        var a = Matrices.Random<float>(random, 33, 20);
        var b = Matrices.Random<float>(random, 20, 47);
        var c = Matrices.Random<float>(random, 33, 47, transposed: true);
        var before = c.Copy();
        MatrixProduct.Multiply(a, b, c);
        Matrices.AssertNear(Matrices.Product(a, b), c, before, 20);
    }

    [Fact]
    public void OperandsWithTwoLargeStrides_AndBroadcastOnes_AreRead()
    {
        var random = new Random(6);
        var array = Matrices.Random<double>(random, 100, 100).Array;
        var spread = new MatrixView<double>(array, 1, 40, 30, 200, 3);
        var sameRow = new MatrixView<double>(array, 7, 30, 35, 0, 1);
        var sameColumn = new MatrixView<double>(array, 7, 35, 30, 1, 0);
        foreach (var (a, b) in ((MatrixView<double>, MatrixView<double>)[])
            [(spread, sameRow), (spread, sameColumn.Transposed), (sameColumn, spread.Transposed), (sameRow.Transposed, spread.Transposed), (spread, spread.Transposed)])
        {
            var c = Matrices.Random<double>(random, (int)a.Rows, (int)b.Columns);
            var before = c.Copy();
            MatrixProduct.Multiply(a, b, c);
            Matrices.AssertNear(Matrices.Product(a, b), c, before, a.Columns);
        }
    }

    [Theory]
    [InlineData(100, 100, 100)]
    [InlineData(257, 130, 600)]
    [InlineData(600, 40, 600)]
    [InlineData(1, 700, 900)]
    [InlineData(700, 1, 900)]
    public void NumberOfWorkers_DoesNotChangeABit(int m, int n, int k)
    {
        var random = new Random(7);
        foreach (bool transposed in (bool[])[false, true])
        {
            var a = Matrices.Random<float>(random, m, k, transposed);
            var b = Matrices.Random<float>(random, k, n, !transposed);
            var results = new List<float[]>();
            foreach (int workers in (int[])[1, 2, 3])
            {
                using var scope = WorkerCount.Set(workers);
                var c = Matrices.Random<float>(new Random(8), m, n);
                MatrixProduct.Multiply(a, b, c, accumulate: true);
                results.Add(c.Array);
            }
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }

    [Theory]
    [InlineData(5, 6, 7)]
    [InlineData(40, 70, 30)]
    [InlineData(1, 70, 30)]
    [InlineData(70, 1, 30)]
    public void NaNAndInfinity_SpreadOverTheirRowAndColumn_AndNoFurther(int m, int n, int k)
    {
        var random = new Random(9);
        var a = Matrices.Random<float>(random, m, k);
        var b = Matrices.Random<float>(random, k, n);
        a.At(m / 2, k / 2) = float.NaN;
        b.At(k - 1, n / 2) = float.PositiveInfinity;
        a.At(0, k - 1) = m > 1 ? 0 : 1;
        var c = Matrices.Random<float>(random, m, n);
        MatrixProduct.Multiply(a, b, c);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i == m / 2 || (i == 0 && j == n / 2)) Assert.True(float.IsNaN(c.At(i, j)));
                else if (j == n / 2) Assert.True(float.IsInfinity(c.At(i, j)));
                else Assert.True(float.IsFinite(c.At(i, j)));
            }
        }
    }

    [Fact]
    public void OverwrittenDestination_MayHaveHeldNaN()
    {
        var random = new Random(10);
        foreach (int k in (int[])[0, 3])
        {
            var c = Matrices.Random<float>(random, 20, 20, gap: 0);
            c.Array.AsSpan().Fill(float.NaN);
            MatrixProduct.Multiply(Matrices.Random<float>(random, 20, k), Matrices.Random<float>(random, k, 20), c);
            Assert.DoesNotContain(c.Array[5..], float.IsNaN);
        }
    }

    [Fact]
    public void RepeatedProducts_AllocateNothing()
    {
        var random = new Random(11);
        var a = Matrices.Random<float>(random, 130, 140, transposed: true);
        var b = Matrices.Random<float>(random, 140, 150, transposed: true);
        var c = Matrices.Random<float>(random, 130, 150);
        Assert.Equal(0, SettledAllocation.Of(() => MatrixProduct.Multiply(a, b, c), callsARound: 5));
    }

    [Fact]
    public void ExtentsThatDoNotMatch_AreRefusedWithTheirNumbers()
    {
        var random = new Random(12);
        var a = Matrices.Random<float>(random, 2, 3);
        var b = Matrices.Random<float>(random, 4, 5);
        var inner = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(a, b, Matrices.Random<float>(random, 2, 5)));
        Assert.Contains("A is 2 x 3 and B is 4 x 5", inner.Message, StringComparison.Ordinal);
        var outer = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(a, b.Transposed.Transposed, a));
        Assert.Contains("2 x 3", outer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypesWithoutVectors_AreMultipliedToo()
    {
        var random = new Random(13);
        var a = Matrices.Random<Half>(random, 5, 4);
        var b = Matrices.Random<Half>(random, 4, 6);
        var c = Matrices.Random<Half>(random, 5, 6);
        var before = c.Copy();
        MatrixProduct.Multiply(a, b, c);
        Matrices.AssertNear(Matrices.Product(a, b), c, before, 4);
    }

    private static void Check<T>(Random random, int m, int n, int k, bool transposeA, bool transposeB, bool accumulate, int pitch = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int Gap(int row) => pitch == 0 ? 3 : pitch - row;
        var a = Matrices.Random<T>(random, m, k, transposeA, Gap(transposeA ? m : k));
        var b = Matrices.Random<T>(random, k, n, transposeB, Gap(transposeB ? k : n));
        var c = Matrices.Random<T>(random, m, n);
        var before = c.Copy();
        var expected = Matrices.Product(a, b);
        if (accumulate)
        {
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++) expected[i, j] += double.CreateTruncating(c.At(i, j));
        }
        MatrixProduct.Multiply(a, b, c, accumulate);
        Matrices.AssertNear(expected, c, before, k);
    }
}
