using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Mean over all elements of Huber's loss of the error e = x - target: e²/2 for |e| ≤ δ, δ (|e| - δ/2) beyond. PyTorch: <c>huber_loss</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="target">[N, D].</param>
    /// <param name="delta">Where the loss turns from square to straight.</param>
    [Differentiable]
    public static T Huber<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target, [NoGradient] T delta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(HuberEach(x, target, delta));

    /// <summary>Sum over all elements of <see cref="HuberEach"/>.</summary>
    [Differentiable]
    public static T HuberSum<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target, [NoGradient] T delta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(HuberEach(x, target, delta));

    /// <summary>For each element, Huber's loss of the error e = x - target: e²/2 for |e| ≤ δ, δ (|e| - δ/2) beyond. [N, D].</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> HuberEach<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target, [NoGradient] T delta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The square sees at most δ, so that it does not overflow where the straight branch counts.
        var size = Abs(x - target);
        var inner = Minimum(size, delta);
        return Square(inner) * 0.5 + delta * (size - inner);
    }

    /// <summary>Mean over all elements of Huber's loss divided by its threshold: e²/(2β) for |e| &lt; β, |e| - β/2 beyond; with β = 0 the absolute error. PyTorch: <c>smooth_l1_loss</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="target">[N, D].</param>
    /// <param name="beta">Where the loss turns from square to straight, at least 0.</param>
    [Differentiable]
    public static T SmoothL1<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target, [NoGradient] T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(SmoothL1Each(x, target, beta));

    /// <summary>Sum over all elements of <see cref="SmoothL1Each"/>.</summary>
    [Differentiable]
    public static T SmoothL1Sum<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target, [NoGradient] T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(SmoothL1Each(x, target, beta));

    /// <summary>For each element, Huber's loss divided by its threshold: e²/(2β) for |e| &lt; β, |e| - β/2 beyond; with β = 0 the absolute error. [N, D].</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> SmoothL1Each<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target, [NoGradient] T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var size = Abs(x - target);
        var inner = Minimum(size, beta);
        T divisor = Where(beta > T.Zero, beta, T.One);
        return Square(inner) * 0.5 / divisor + (size - inner);
    }
}
