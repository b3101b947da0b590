using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// Fake quantization: values are rounded to the codes of an integer format and back, while the gradient passes straight through the rounding
/// (Jacob et al., 2018). Codes outside the range saturate and have gradient 0; whether a code is outside is decided after rounding, as in PyTorch.
/// </summary>
public static partial class FakeQuantization
{
    /// <summary>y = (clamp(round(x / scale) + zeroPoint, low, high) - zeroPoint) · scale, rounding half to even. PyTorch: <c>fake_quantize_per_tensor_affine</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="scale">Size of one step, above 0.</param>
    /// <param name="zeroPoint">The code of 0, a whole number.</param>
    /// <param name="low">Smallest code, for instance -128.</param>
    /// <param name="high">Largest code, for instance 127.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> PerTensor<T>(
        [Shape("N", "D")] Tensor<T> x, [NoGradient] T scale, [NoGradient] T zeroPoint, [NoGradient] T low, [NoGradient] T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var code = StraightThrough(Round(x / scale)) + zeroPoint;
        // Selections instead of Clamp: a code that equals an end of the range is inside, and its gradient passes.
        var saturated = Where(code < low, low, Where(code > high, high, code));
        return (saturated - zeroPoint) * scale;
    }

    /// <summary><see cref="PerTensor"/> with scale and zero point per row, as for weights [out, in]. PyTorch: <c>fake_quantize_per_channel_affine(axis=0)</c>.</summary>
    /// <param name="x">[C, K].</param>
    /// <param name="scale">[C].</param>
    /// <param name="zeroPoint">[C].</param>
    /// <param name="low">Smallest code.</param>
    /// <param name="high">Largest code.</param>
    [Differentiable]
    [return: Shape("C", "K")]
    public static Tensor<T> PerRow<T>(
        [Shape("C", "K")] Tensor<T> x, [NoGradient][Shape("C")] Tensor<T> scale, [NoGradient][Shape("C")] Tensor<T> zeroPoint,
        [NoGradient] T low, [NoGradient] T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var step = Unsqueeze(scale, 1);
        var zero = Unsqueeze(zeroPoint, 1);
        var code = StraightThrough(Round(x / step)) + zero;
        var saturated = Where(code < low, low, Where(code > high, high, code));
        return (saturated - zero) * step;
    }

    /// <summary><see cref="PerRow"/> with all zero points 0: the symmetric format of weights.</summary>
    /// <param name="x">[C, K].</param>
    /// <param name="scale">[C].</param>
    /// <param name="low">Smallest code, for instance -127.</param>
    /// <param name="high">Largest code, for instance 127.</param>
    [Differentiable]
    [return: Shape("C", "K")]
    public static Tensor<T> PerRowSymmetric<T>(
        [Shape("C", "K")] Tensor<T> x, [NoGradient][Shape("C")] Tensor<T> scale, [NoGradient] T low, [NoGradient] T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var step = Unsqueeze(scale, 1);
        var code = StraightThrough(Round(x / step));
        return Where(code < low, low, Where(code > high, high, code)) * step;
    }

    /// <summary><see cref="PerTensor"/> with scale and zero point per column. PyTorch: <c>fake_quantize_per_channel_affine(axis=1)</c>.</summary>
    /// <param name="x">[N, C].</param>
    /// <param name="scale">[C].</param>
    /// <param name="zeroPoint">[C].</param>
    /// <param name="low">Smallest code.</param>
    /// <param name="high">Largest code.</param>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> PerColumn<T>(
        [Shape("N", "C")] Tensor<T> x, [NoGradient][Shape("C")] Tensor<T> scale, [NoGradient][Shape("C")] Tensor<T> zeroPoint,
        [NoGradient] T low, [NoGradient] T high)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var code = StraightThrough(Round(x / scale)) + zeroPoint;
        var saturated = Where(code < low, low, Where(code > high, high, code));
        return (saturated - zeroPoint) * scale;
    }
}
