using System.Numerics;

namespace AutoDiff.Models;

/// <summary>The exponential averages of batch statistics that batch normalization uses for inference.</summary>
public static class RunningStatistics
{
    /// <summary>running = (1 - momentum) · running + momentum · batch, in place.</summary>
    /// <param name="running">[C], for instance the running mean.</param>
    /// <param name="batch">[C], for instance the mean of the last batch (of the variance: the unbiased one).</param>
    /// <param name="momentum">Weight of the batch, 0.1 in PyTorch.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not in [0, 1].</exception>
    public static void Update<T>(Tensor<T> running, Tensor<T> batch, T momentum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (running.Length != batch.Length)
            throw new ArgumentException($"Running statistics {running.Shape} do not match batch statistics {batch.Shape}.", nameof(batch));
        if (!(momentum >= T.Zero && momentum <= T.One))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "The momentum lies in [0, 1].");
        var to = running.Span;
        var from = batch.Span;
        for (int c = 0; c < to.Length; c++) to[c] = (T.One - momentum) * to[c] + momentum * from[c];
    }
}
