using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff.Initializers;

/// <summary>
/// A random matrix with orthonormal columns (or rows, if it is wider than high): a normal matrix made orthonormal by the modified
/// Gram-Schmidt process. All directions are equally likely.
/// </summary>
internal static class Orthogonal
{
    public static void Fill<T>(Span<T> values, TensorShape shape, CounterRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _ = Fans.Of(shape);
        if (values.Length == 0) return;
        int rows = shape.Rank == 1 ? 1 : shape[0], columns = values.Length / rows;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var vectors = new double[values.Length];
        random.FillNormal(vectors.AsSpan(), 0, 1);
        for (int i = 0; i < count; i++) Orthonormalize(vectors, i, length);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                values[r * columns + c] = T.CreateTruncating(rows > columns ? vectors[c * length + r] : vectors[r * length + c]);
    }

    // Twice is enough (Kahan, Parlett): the second pass removes what rounding left of the earlier directions.
    private static void Orthonormalize(double[] vectors, int i, int length)
    {
        var vector = vectors.AsSpan(i * length, length);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int j = 0; j < i; j++)
            {
                var earlier = vectors.AsSpan(j * length, length);
                TensorPrimitives.MultiplyAdd(earlier, -TensorPrimitives.Dot<double>(earlier, vector), vector, vector);
            }
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        }
    }
}
