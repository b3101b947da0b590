using System.Numerics;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>exp(x - max) / sum(exp(x - max)) along an axis.</summary>
    public static Tensor<T> Softmax<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Map(x, axis, Reductions.Softmax);

    /// <summary>(x - max) - log(sum(exp(x - max))) along an axis.</summary>
    public static Tensor<T> LogSoftmax<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Map(x, axis, Reductions.LogSoftmax);
}
