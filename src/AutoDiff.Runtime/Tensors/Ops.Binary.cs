using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>x to the power y; NaN for negative x and fractional y.</summary>
    public static Tensor<T> Pow<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.ZipEach(x, y, T.Pow);

    /// <inheritdoc cref="Pow{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Pow<T>(Tensor<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pow(x, Tensor<T>.FromScalar(y));

    /// <inheritdoc cref="Pow{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Pow<T>(T x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pow(Tensor<T>.FromScalar(x), y);

    /// <inheritdoc cref="Pow{T}(Tensor{T}, Tensor{T})"/>
    public static T Pow<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Pow(x, y);

    /// <summary>x to a whole power.</summary>
    public static Tensor<T> Pow<T>(Tensor<T> x, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T> => n == 2 ? x * x : Pow(x, T.CreateChecked(n));

    /// <inheritdoc cref="Pow{T}(Tensor{T}, int)"/>
    public static T Pow<T>(T x, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T> => n == 2 ? x * x : T.Pow(x, T.CreateChecked(n));

    /// <summary>The smaller operand; NaN if one is NaN.</summary>
    public static Tensor<T> Minimum<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Zip<T>(x, y, TensorPrimitives.Min);

    /// <inheritdoc cref="Minimum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Minimum<T>(Tensor<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Minimum(x, Tensor<T>.FromScalar(y));

    /// <inheritdoc cref="Minimum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Minimum<T>(T x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Minimum(Tensor<T>.FromScalar(x), y);

    /// <inheritdoc cref="Minimum{T}(Tensor{T}, Tensor{T})"/>
    public static T Minimum<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Min(x, y);

    /// <summary>The larger operand; NaN if one is NaN.</summary>
    public static Tensor<T> Maximum<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Zip<T>(x, y, TensorPrimitives.Max);

    /// <inheritdoc cref="Maximum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Maximum<T>(Tensor<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Maximum(x, Tensor<T>.FromScalar(y));

    /// <inheritdoc cref="Maximum{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Maximum<T>(T x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Maximum(Tensor<T>.FromScalar(x), y);

    /// <inheritdoc cref="Maximum{T}(Tensor{T}, Tensor{T})"/>
    public static T Maximum<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Max(x, y);

    /// <summary>The angle of the point (y, x), in (-pi, pi]; 0 at the origin.</summary>
    public static Tensor<T> Atan2<T>(Tensor<T> y, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Zip(y, x, TensorPrimitives.Atan2);

    /// <inheritdoc cref="Atan2{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Atan2<T>(Tensor<T> y, T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Atan2(y, Tensor<T>.FromScalar(x));

    /// <inheritdoc cref="Atan2{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Atan2<T>(T y, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Atan2(Tensor<T>.FromScalar(y), x);

    /// <inheritdoc cref="Atan2{T}(Tensor{T}, Tensor{T})"/>
    public static T Atan2<T>(T y, T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atan2(y, x);

    /// <summary>Minimum(Maximum(x, low), high): x kept within bounds. NaN stays NaN; the derivative at an edge is 0.</summary>
    public static Tensor<T> Clamp<T>(Tensor<T> x, T low, T high) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clamp{T}(Tensor{T}, T, T)"/>
    public static Tensor<T> Clamp<T>(Tensor<T> x, Tensor<T> low, Tensor<T> high) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Minimum(Maximum(x, low), high);

    /// <inheritdoc cref="Clamp{T}(Tensor{T}, T, T)"/>
    public static T Clamp<T>(T x, T low, T high) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Min(T.Max(x, low), high);
}
