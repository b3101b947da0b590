using System.Numerics;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>Where x equals y; NaN equals nothing. Broadcasts.</summary>
    public static Mask EqualTo<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Compare<T>(x, y, Relation.Equal);

    /// <inheritdoc cref="EqualTo{T}(Tensor{T}, Tensor{T})"/>
    public static Mask EqualTo<T>(Tensor<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => EqualTo(x, Tensor<T>.FromScalar(y));

    /// <summary>Where x equals y.</summary>
    public static Mask EqualTo(Tensor<int> x, int y) => Pointwise.Compare<int>(x, Tensor<int>.FromScalar(y), Relation.Equal);

    /// <summary>Where x differs from y; NaN differs from everything. Broadcasts.</summary>
    public static Mask NotEqualTo<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Compare<T>(x, y, Relation.NotEqual);

    /// <inheritdoc cref="NotEqualTo{T}(Tensor{T}, Tensor{T})"/>
    public static Mask NotEqualTo<T>(Tensor<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => NotEqualTo(x, Tensor<T>.FromScalar(y));

    /// <summary>Where x is at least y.</summary>
    public static Mask GreaterOrEqual(Tensor<int> x, int y) => x >= y;
}
