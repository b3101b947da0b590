using AutoDiff.LinearAlgebra;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Tests.LinearAlgebra;

[Collection(WorkerCount.Name)]
public sealed class BatchedMatrixProductTests
{
    [Theory]
    [InlineData(1, 5, 6, 7)]
    [InlineData(3, 1, 9, 4)]
    [InlineData(7, 20, 33, 17)]
    [InlineData(40, 32, 32, 32)]
    [InlineData(2, 130, 140, 250)]
    [InlineData(3, 4, 5, 0)]
    public void EveryProductOfTheBatch_HasItsDefinition(int count, int m, int n, int k)
    {
        foreach (bool transposed in (bool[])[false, true])
            foreach (bool broadcastA in (bool[])[false, true])
                foreach (bool broadcastB in (bool[])[false, true])
                    foreach (bool accumulate in (bool[])[false, true])
                        Check(count, m, n, k, transposed, broadcastA, broadcastB, accumulate, gap: broadcastA ? 2 : 0);
    }

    [Theory]
    [InlineData(5, 6, 7, 8)]
    [InlineData(4, 30, 20, 50)]
    public void DestinationWithStrideZero_ReceivesTheSum(int count, int m, int n, int k)
    {
        var random = new Random(3);
        foreach (int gap in (int[])[0, 2])
        {
            // As in the gradient of shared weights: the batch continues the inner dimension when there is no gap.
            var a = Matrices.Random<double>(random, count * k + gap * count, m, gap: 0);
            var b = Matrices.Random<double>(random, count * k, n, gap: 0);
            var first = new MatrixView<double>(a.Array, a.Offset, m, k, 1, m);
            var second = new MatrixView<double>(b.Array, b.Offset, k, n, n, 1);
            var c = Matrices.Random<double>(random, m, n);
            var before = c.Copy();
            var expected = new double[m, n];
            for (int i = 0; i < count; i++) Add(expected, Matrices.Product(At(first, i * (k + gap) * m), At(second, i * k * n)));
            MatrixProduct.MultiplyBatched(first, (k + gap) * m, second, k * n, c, 0, count);
            Matrices.AssertNear(expected, c, before, k * count);
        }
    }

    [Fact]
    public void Epilogue_CountsRowsWithinEachProduct()
    {
        var random = new Random(4);
        var a = Matrices.Random<float>(random, 3, 4, gap: 0);
        var c = Matrices.Random<float>(random, 3 * 20, 5, gap: 0);
        MatrixProduct.MultiplyBatched(a, 0, Matrices.Random<float>(random, 4, 5), 0, Block(c, 3), 15, 20, default(Row));
        for (int i = 0; i < 60; i++) Assert.Equal(i % 3, c.At(i, 4));
    }

    [Fact]
    public void NumberOfWorkers_DoesNotChangeABit()
    {
        var random = new Random(5);
        var a = Matrices.Random<float>(random, 50 * 40, 30, gap: 0);
        var b = Matrices.Random<float>(random, 50 * 30, 20, gap: 0);
        var results = new List<float[]>();
        foreach (int workers in (int[])[1, 2, 3])
        {
            using var scope = WorkerCount.Set(workers);
            var c = Matrices.Random<float>(new Random(6), 50 * 40, 20, gap: 0);
            MatrixProduct.MultiplyBatched(Block(a, 40), 1200, Block(b, 30), 600, Block(c, 40), 800, 50);
            results.Add(c.Array);
        }
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void BatchThatReachesBeyondItsArray_IsRefused()
    {
        var random = new Random(7);
        var a = Matrices.Random<float>(random, 4, 4);
        var c = Matrices.Random<float>(random, 40, 4);
        Assert.Throws<ArgumentException>(() => MatrixProduct.MultiplyBatched(a, 16, a, 0, Block(c, 4), 28, 10));
    }

    [Fact]
    public void EpilogueOfASumOverTheBatch_IsRefused()
    {
        var a = Matrices.Random<float>(new Random(8), 4, 4);
        Assert.Throws<ArgumentException>(() => MatrixProduct.MultiplyBatched(a, 0, a, 0, a.Copy(), 0, 2, new Scaled<float>(2)));
    }

    private static void Check(int count, int m, int n, int k, bool transposed, bool broadcastA, bool broadcastB, bool accumulate, int gap)
    {
        var random = new Random(1);
        int aStride = broadcastA ? 0 : m * k + gap, bStride = broadcastB ? 0 : k * n + gap, cStride = m * n + gap;
        var a = View(random, m, k, transposed, m * k + count * aStride);
        var b = View(random, k, n, !transposed, k * n + count * bStride);
        var c = View(random, m, n, false, count * cStride + m * n);
        var before = c.Copy();
        MatrixProduct.MultiplyBatched(a, aStride, b, bStride, c, cStride, count, accumulate);
        for (int i = 0; i < count; i++)
        {
            var actual = At(c, i * cStride);
            var initial = At(before, i * cStride);
            var expected = Matrices.Product(At(a, i * aStride), At(b, i * bStride));
            if (accumulate) Add(expected, initial);
            for (int row = 0; row < m; row++)
                for (int column = 0; column < n; column++) Assert.Equal(expected[row, column], actual.At(row, column), 2e-6 * (k + 1));
        }
    }

    private static MatrixView<float> View(Random random, int rows, int columns, bool transposed, int length)
    {
        var array = Enumerable.Range(0, length).Select(_ => 2 * random.NextSingle() - 1).ToArray();
        return transposed ? new(array, 0, rows, columns, 1, rows) : new(array, 0, rows, columns, columns, 1);
    }

    private static MatrixView<T> At<T>(MatrixView<T> view, int shift)
        where T : unmanaged, System.Numerics.INumber<T>
        => new(view.Array, view.Offset + shift, view.Rows, view.Columns, view.RowStride, view.ColumnStride);

    private static MatrixView<float> Block(MatrixView<float> matrix, int rows) =>
        new(matrix.Array, matrix.Offset, rows, matrix.Columns, matrix.RowStride, 1);

    private static void Add(double[,] sum, double[,] other)
    {
        for (int i = 0; i < sum.GetLength(0); i++)
            for (int j = 0; j < sum.GetLength(1); j++) sum[i, j] += other[i, j];
    }

    private static void Add(double[,] sum, MatrixView<float> other)
    {
        for (int i = 0; i < sum.GetLength(0); i++)
            for (int j = 0; j < sum.GetLength(1); j++) sum[i, j] += other.At(i, j);
    }

    private readonly struct Row : IEpilogue<float>
    {
        public V Apply<V>(V value, nint row, nint column, nint lanes)
            where V : struct, ISimd<V, float>
            => V.Broadcast(row);
    }
}
