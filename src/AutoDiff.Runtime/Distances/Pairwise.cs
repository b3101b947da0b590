using System.Numerics;

namespace AutoDiff.Distances;

/// <summary>Distances of all pairs of rows.</summary>
public static class Pairwise
{
    /// <summary>Element (i, j) is the distance of row i of <paramref name="a"/> to row j of <paramref name="b"/>.</summary>
    /// <param name="a">[m, d].</param>
    /// <param name="b">[n, d].</param>
    /// <param name="distance">For instance <c>default(Euclidean)</c> or <c>new Minkowski(3)</c>.</param>
    /// <returns>[m, n].</returns>
    /// <exception cref="ShapeMismatchException">Not two dimensions, or different numbers of columns.</exception>
    public static Tensor<T> Distances<T, TDistance>(Tensor<T> a, Tensor<T> b, TDistance distance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TDistance : struct, IDistance
    {
        if (a.Rank != 2 || b.Rank != 2) throw new ShapeMismatchException($"Rows are compared: {a.Shape} and {b.Shape} have to have two dimensions.");
        if (a.Shape[1] != b.Shape[1]) throw new ShapeMismatchException($"Rows of {a.Shape[1]} and of {b.Shape[1]} elements cannot be compared.");
        var result = Tensor<T>.Zeros(a.Shape[0], b.Shape[0]);
        WorkerPool.Shared.Run(new RowJob<T, TDistance>(a, b, result, distance), a.Shape[0]);
        return result;
    }

    private readonly struct RowJob<T, TDistance>(Tensor<T> a, Tensor<T> b, Tensor<T> result, TDistance distance) : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TDistance : struct, IDistance
    {
        public void Execute(int part, int worker)
        {
            int dimension = a.Shape[1], columns = b.Shape[0];
            ReadOnlySpan<T> row = a.Span.Slice(part * dimension, dimension), rows = b.Span;
            var to = result.Span.Slice(part * columns, columns);
            for (int j = 0; j < columns; j++) to[j] = T.CreateTruncating(distance.Between(row, rows.Slice(j * dimension, dimension)));
        }
    }
}
