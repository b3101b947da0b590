using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// Scaling by statistics of the batch itself, with gradients through the statistics. The first row is subtracted before anything is summed: a
/// constant column gives exactly the same numbers whatever its value, and an offset of the data costs no digits.
/// </summary>
public static partial class DifferentiableScaling
{
    /// <summary>z = (x - mean) / √(variance + ε) with mean and population variance of each column. A constant column gives 0.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="epsilon">ε, at least 0. With 0, a constant column is divided by 1.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Standardize<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shifted = FromFirstRow(x);
        var centered = shifted - Mean(shifted, axis: 0);
        var square = Mean(Square(centered), axis: 0) + epsilon;
        return centered * ReciprocalSqrt(Where(square > 0, square, T.One));
    }

    /// <summary>z = low + (high - low) (x - min) / (max - min) with the extremes of each column. A constant column gives low; equal extremes share the gradient.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="low">What the minimum becomes.</param>
    /// <param name="high">What the maximum becomes.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> MinMax<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T low, [NoGradient] T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shifted = FromFirstRow(x);
        var least = Min(shifted, axis: 0);
        var range = Max(shifted, axis: 0) - least;
        return low + (high - low) * ((shifted - least) / Where(range > 0, range, T.One));
    }

    /// <summary>
    /// <see cref="MinMax"/> to [0, 1] with smooth extremes: 1/β log Σ exp(βx) in place of the maximum and -1/β log Σ exp(-βx) in place of the minimum.
    /// Every row has a part in the gradient, not the extreme ones alone. The smooth extremes lie outside of the data by at most log(N)/β, so that z
    /// stays between 0 and 1 up to rounding; a constant column lies in the middle, at 1/2, with finite derivatives.
    /// </summary>
    /// <param name="x">[N, D].</param>
    /// <param name="beta">β, above 0, in units of 1/x: the larger, the nearer to <see cref="MinMax"/>.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> SoftMinMax<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shifted = FromFirstRow(x);
        var least = LogSumExp(shifted * -beta, axis: 0) / -beta;
        var range = LogSumExp(shifted * beta, axis: 0) / beta - least;
        // One row has no range.
        return (shifted - least) / Where(range > 0, range, T.One);
    }

    /// <summary>Differences to the first row.</summary>
    /// <param name="x">[N, D].</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> FromFirstRow<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x - Slice(x, 0, 0, 1);
}
