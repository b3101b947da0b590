using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Reductions
{
    /// <summary>The largest element; NaN if one is NaN. Exact.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public static T Max<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.IsEmpty ? throw new ArgumentException("Of no elements there is no largest one.", nameof(x)) : TensorPrimitives.Max(x);

    /// <summary>The smallest element; NaN if one is NaN. Exact.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public static T Min<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.IsEmpty ? throw new ArgumentException("Of no elements there is no smallest one.", nameof(x)) : TensorPrimitives.Min(x);

    /// <summary>The product, from the first element to the last; 1 of no elements. At most one rounding per element.</summary>
    public static T Product<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var product = T.One;
        foreach (T value in x) product *= value;
        return product;
    }
}
