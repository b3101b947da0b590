using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models.Bench;

/// <summary>
/// The functions of the kernel benchmark. They call the model zoo; targets and other constants are not differentiated, as in the
/// programs for other software.
/// </summary>
public static partial class BenchFunctions
{
    [Differentiable]
    public static T Mse<T>([Shape("N", "D")] Tensor<T> x, [NoGradient][Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.Mse(x, target);

    [Differentiable]
    public static T Huber<T>([Shape("N", "D")] Tensor<T> x, [NoGradient][Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.Huber(x, target, T.One);

    [Differentiable]
    public static T BceWithLogits<T>([Shape("N", "D")] Tensor<T> x, [NoGradient][Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Losses.BceWithLogits(x, target);

    /// <summary>Focal loss with gamma 2 and targets 0 or 1: with z = ±x for the two targets it is α σ(-z)² softplus(-z).</summary>
    [Differentiable]
    public static T Focal<T>([Shape("N", "D")] Tensor<T> x, [NoGradient][Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var z = (1.0 - 2.0 * target) * x;
        var alpha = 0.75 - 0.5 * target;
        return Mean(alpha * Square(Sigmoid(z)) * Softplus(z));
    }

    [Differentiable]
    public static Tensor<T> LogSumExpRows<T>([Shape("N", "C")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LogSumExp(x, axis: 1);

    [Differentiable]
    public static Tensor<T> BatchNorm<T>([Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var centered = x - Mean(x, axis: 0);
        var variance = Mean(Square(centered), axis: 0);
        return gamma * centered * ReciprocalSqrt(variance + 1e-5) + beta;
    }

    [Differentiable]
    public static Tensor<T> BatchNorm2d<T>([Shape("N", "C", "H", "W")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var centered = x - Mean(x, [0, 2, 3], keepDims: true);
        var variance = Mean(Square(centered), [0, 2, 3], keepDims: true);
        var scale = Reshape(gamma, 1, -1, 1, 1) * ReciprocalSqrt(variance + 1e-5);
        return centered * scale + Reshape(beta, 1, -1, 1, 1);
    }

    [Differentiable]
    public static Tensor<T> Chain6<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tanh(x * y + x) * Sigmoid(y) + 0.5 * x;

    [Differentiable]
    public static Tensor<T> Chain6Cheap<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ((x * y + x) * y + 0.5) * x - y;

    [Differentiable]
    public static Tensor<T> MatrixProduct<T>([Shape("M", "K")] Tensor<T> a, [Shape("K", "N")] Tensor<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MatMul(a, b);

    /// <summary>Sums of the looked-up rows of bags of equal length.</summary>
    [Differentiable]
    public static Tensor<T> EmbeddingBagSum<T>([SparseGradient][Shape("V", "D")] Tensor<T> table, [Shape("B", "L")] Tensor<int> indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Gather(table, indices), axis: 1);

    [Differentiable]
    public static Tensor<T> Attention<T>(
        [Shape("B", "H", "L", "D")] Tensor<T> query, [Shape("B", "H", "S", "D")] Tensor<T> key, [Shape("B", "H", "S", "D")] Tensor<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MatMul(Softmax(MatMul(query, Transpose(key)) * 0.125, axis: 3), value);
}
