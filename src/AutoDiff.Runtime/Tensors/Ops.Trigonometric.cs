using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>Sine of an angle in radians.</summary>
    public static Tensor<T> Sin<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Sin);

    /// <inheritdoc cref="Sin{T}(Tensor{T})"/>
    public static T Sin<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x);

    /// <summary>Cosine of an angle in radians.</summary>
    public static Tensor<T> Cos<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.Map(x, TensorPrimitives.Cos);

    /// <inheritdoc cref="Cos{T}(Tensor{T})"/>
    public static T Cos<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x);
}
