using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>Absolute value; the derivative at 0 is 0.</summary>
    public static Tensor<T> Abs<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Abs);

    /// <inheritdoc cref="Abs{T}(Tensor{T})"/>
    public static T Abs<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Abs(x);

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    public static Tensor<T> Sign<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.Sign);

    /// <inheritdoc cref="Sign{T}(Tensor{T})"/>
    public static T Sign<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.Sign(x);

    /// <summary>The nearest whole number, halves to the even one. The derivative is 0: see <c>StraightThrough</c>.</summary>
    public static Tensor<T> Round<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Round);

    /// <inheritdoc cref="Round{T}(Tensor{T})"/>
    public static T Round<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Round(x);

    /// <summary>The largest whole number not above x.</summary>
    public static Tensor<T> Floor<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Floor);

    /// <inheritdoc cref="Floor{T}(Tensor{T})"/>
    public static T Floor<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Floor(x);

    /// <summary>The smallest whole number not below x.</summary>
    public static Tensor<T> Ceiling<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Ceiling);

    /// <inheritdoc cref="Ceiling{T}(Tensor{T})"/>
    public static T Ceiling<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Ceiling(x);

    /// <summary>The whole part, towards 0.</summary>
    public static Tensor<T> Truncate<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Truncate);

    /// <inheritdoc cref="Truncate{T}(Tensor{T})"/>
    public static T Truncate<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Truncate(x);
}
