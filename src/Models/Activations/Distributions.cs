using System.Numerics;

namespace AutoDiff.Models;

/// <summary>Logits to probabilities. Every function is invariant to a shift of the logits, and exact for logits of any size.</summary>
public static partial class Distributions
{
    /// <summary>eˣ / Σ eˣ over each row. PyTorch: <c>softmax(dim=1)</c>.</summary>
    /// <param name="logits">[N, C].</param>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> Softmax<T>([Shape("N", "C")] Tensor<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.Softmax(logits, axis: 1);

    /// <summary>Softmax over the channels of images, [N, C, S] with the pixels in S.</summary>
    [Differentiable]
    [return: Shape("N", "C", "S")]
    public static Tensor<T> SoftmaxChannels<T>([Shape("N", "C", "S")] Tensor<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.Softmax(logits, axis: 1);

    /// <summary>x - log Σ eˣ over each row. PyTorch: <c>log_softmax(dim=1)</c>.</summary>
    /// <param name="logits">[N, C].</param>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> LogSoftmax<T>([Shape("N", "C")] Tensor<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.LogSoftmax(logits, axis: 1);

    /// <summary>Log-softmax over the channels of images, [N, C, S] with the pixels in S.</summary>
    [Differentiable]
    [return: Shape("N", "C", "S")]
    public static Tensor<T> LogSoftmaxChannels<T>([Shape("N", "C", "S")] Tensor<T> logits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.LogSoftmax(logits, axis: 1);

    /// <summary>log Σ eˣ over each row. PyTorch: <c>logsumexp(dim=1)</c>.</summary>
    /// <param name="x">[N, C].</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> LogSumExp<T>([Shape("N", "C")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.LogSumExp(x, axis: 1);

    /// <summary>log Σ eˣ over the channels of images, [N, C, S] to [N, S].</summary>
    [Differentiable]
    [return: Shape("N", "S")]
    public static Tensor<T> LogSumExpChannels<T>([Shape("N", "C", "S")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.LogSumExp(x, axis: 1);
}
