using System.Numerics;

namespace AutoDiff;

/// <summary>The derivative of a product with respect to each factor, without a division: exact also where factors are 0.</summary>
public static class ProductsOfOthers
{
    /// <summary>
    /// destination[o, i, j] = product of x[o, k, j] over all k other than i, as the product of those before i times the product of those after.
    /// </summary>
    /// <param name="x">[outer, n, inner].</param>
    /// <param name="destination">Receives the same shape; not the memory of x.</param>
    /// <exception cref="ArgumentException">The ranks are not 3, the shapes differ or the memory overlaps.</exception>
    public static void Compute<T>(Tensor<T> x, Tensor<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ShapeCheck.Rank(nameof(x), x.Shape, "[outer, n, inner]");
        ShapeCheck.Equal(nameof(destination), destination.Shape, nameof(x), x.Shape, "[outer, n, inner]");
        ShapeCheck.NoOverlap(nameof(destination), destination, nameof(x), x);
        int n = x.Shape[1], inner = x.Shape[2];
        for (int start = 0; n > 0 && start < x.Length; start += n * inner)
            for (int j = 0; j < inner; j++) Column(x.Span[(start + j)..], destination.Span[(start + j)..], n, inner);
    }

    private static void Column<T>(ReadOnlySpan<T> x, Span<T> destination, int n, int stride) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T before = T.One, after = T.One;
        for (int i = 0; i < n; i++)
        {
            destination[i * stride] = before;
            before *= x[i * stride];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            destination[i * stride] *= after;
            after *= x[i * stride];
        }
    }
}
