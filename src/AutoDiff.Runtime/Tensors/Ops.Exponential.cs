using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>e to the power of each element.</summary>
    public static Tensor<T> Exp<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Exp);

    /// <inheritdoc cref="Exp{T}(Tensor{T})"/>
    public static T Exp<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(x);

    /// <summary>Natural logarithm; -infinity at 0, NaN below.</summary>
    public static Tensor<T> Log<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Log);

    /// <inheritdoc cref="Log{T}(Tensor{T})"/>
    public static T Log<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x);

    /// <summary>log(1 + x), accurate near 0.</summary>
    public static Tensor<T> Log1P<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.Log1P);

    /// <inheritdoc cref="Log1P{T}(Tensor{T})"/>
    public static T Log1P<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.Log1P(x);

    /// <summary>exp(x) - 1, accurate near 0.</summary>
    public static Tensor<T> ExpM1<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.ExpM1);

    /// <inheritdoc cref="ExpM1{T}(Tensor{T})"/>
    public static T ExpM1<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.ExpM1(x);

    /// <summary>Square root; NaN below 0.</summary>
    public static Tensor<T> Sqrt<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Sqrt);

    /// <inheritdoc cref="Sqrt{T}(Tensor{T})"/>
    public static T Sqrt<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sqrt(x);

    /// <summary>1 / sqrt(x); infinity at 0.</summary>
    public static Tensor<T> ReciprocalSqrt<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.ReciprocalSqrt);

    /// <inheritdoc cref="ReciprocalSqrt{T}(Tensor{T})"/>
    public static T ReciprocalSqrt<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / T.Sqrt(x);

    /// <summary>1 / x.</summary>
    public static Tensor<T> Reciprocal<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Reciprocal);

    /// <inheritdoc cref="Reciprocal{T}(Tensor{T})"/>
    public static T Reciprocal<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / x;

    /// <summary>x * x.</summary>
    public static Tensor<T> Square<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * x;

    /// <inheritdoc cref="Square{T}(Tensor{T})"/>
    public static T Square<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * x;
}
