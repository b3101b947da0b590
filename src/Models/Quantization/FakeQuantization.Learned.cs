using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class FakeQuantization
{
    // All four are x plus the rounding error (a constant) inside the range, and the end of the range times the step outside of it: so the gradient of
    // the step is a sum of rounding errors, not the difference of two large sums.

    /// <summary>
    /// Learned step size (LSQ, Esser et al., 2020): y = round(clamp(x / s, low, high)) · s. Inside the range dy/ds is round(x/s) - x/s, outside it is the
    /// end of the range; the gradient of s is multiplied by gradientScale (1/√(N · high) in the paper). The range is tested before rounding.
    /// </summary>
    /// <param name="x">[N, D].</param>
    /// <param name="scale">s, [1], above 0.</param>
    /// <param name="low">Smallest code.</param>
    /// <param name="high">Largest code.</param>
    /// <param name="gradientScale">Factor of the gradient of s.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Lsq<T>(
        [Shape("N", "D")] Tensor<T> x, [Shape("1")] Tensor<T> scale, [NoGradient] T low, [NoGradient] T high, [NoGradient] T gradientScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var step = ScaleGradient(scale, gradientScale);
        var ratio = x / step;
        var error = StopGradient(Round(ratio) - ratio);
        return Where(ratio < low, low * step, Where(ratio > high, high * step, x + error * step));
    }

    /// <summary><see cref="Lsq"/> with one step size per row.</summary>
    /// <param name="x">[C, K].</param>
    /// <param name="scale">[C].</param>
    /// <param name="low">Smallest code.</param>
    /// <param name="high">Largest code.</param>
    /// <param name="gradientScale">Factor of the gradient of the step sizes.</param>
    [Differentiable]
    [return: Shape("C", "K")]
    public static Tensor<T> LsqPerRow<T>(
        [Shape("C", "K")] Tensor<T> x, [Shape("C")] Tensor<T> scale, [NoGradient] T low, [NoGradient] T high, [NoGradient] T gradientScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var step = Unsqueeze(ScaleGradient(scale, gradientScale), 1);
        var ratio = x / step;
        var error = StopGradient(Round(ratio) - ratio);
        return Where(ratio < low, low * step, Where(ratio > high, high * step, x + error * step));
    }

    /// <summary>
    /// Learned step size and zero point (LSQ+, Bhalgat et al., 2020): <see cref="PerTensor"/> with gradients for both, each multiplied by gradientScale.
    /// The zero point is rounded and clamped to the range. PyTorch: <c>_fake_quantize_learnable_per_tensor_affine</c>.
    /// </summary>
    /// <param name="x">[N, D].</param>
    /// <param name="scale">[1], above 0.</param>
    /// <param name="zeroPoint">[1].</param>
    /// <param name="low">Smallest code.</param>
    /// <param name="high">Largest code.</param>
    /// <param name="gradientScale">Factor of the gradients of scale and zero point.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Learned<T>(
        [Shape("N", "D")] Tensor<T> x, [Shape("1")] Tensor<T> scale, [Shape("1")] Tensor<T> zeroPoint,
        [NoGradient] T low, [NoGradient] T high, [NoGradient] T gradientScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var step = ScaleGradient(scale, gradientScale);
        var nearest = StraightThrough(Round(ScaleGradient(zeroPoint, gradientScale)));
        var zero = Where(nearest < low, low, Where(nearest > high, high, nearest));
        var ratio = x / step;
        var error = StopGradient(Round(ratio) - ratio);
        var code = Round(ratio) + zero;
        return Where(code < low, (low - zero) * step, Where(code > high, (high - zero) * step, x + error * step));
    }

    /// <summary><see cref="Learned"/> with scale and zero point per row. PyTorch: <c>_fake_quantize_learnable_per_channel_affine(axis=0)</c>.</summary>
    /// <param name="x">[C, K].</param>
    /// <param name="scale">[C].</param>
    /// <param name="zeroPoint">[C].</param>
    /// <param name="low">Smallest code.</param>
    /// <param name="high">Largest code.</param>
    /// <param name="gradientScale">Factor of the gradients of scale and zero point.</param>
    [Differentiable]
    [return: Shape("C", "K")]
    public static Tensor<T> LearnedPerRow<T>(
        [Shape("C", "K")] Tensor<T> x, [Shape("C")] Tensor<T> scale, [Shape("C")] Tensor<T> zeroPoint,
        [NoGradient] T low, [NoGradient] T high, [NoGradient] T gradientScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var step = Unsqueeze(ScaleGradient(scale, gradientScale), 1);
        var nearest = Unsqueeze(StraightThrough(Round(ScaleGradient(zeroPoint, gradientScale))), 1);
        var zero = Where(nearest < low, low, Where(nearest > high, high, nearest));
        var ratio = x / step;
        var error = StopGradient(Round(ratio) - ratio);
        var code = Round(ratio) + zero;
        return Where(code < low, (low - zero) * step, Where(code > high, (high - zero) * step, x + error * step));
    }
}
