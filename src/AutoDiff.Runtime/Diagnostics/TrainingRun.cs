using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Diagnostics;

/// <summary>A loss and the optimizer that lowers it: steps through the batches in their order, epoch after epoch.</summary>
public sealed class TrainingRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _gradient;

    /// <exception cref="ArgumentException">The loss has no batches.</exception>
    public TrainingRun(IBatchLoss<T> loss, IOptimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (loss.Batches < 1) throw new ArgumentException("The loss has no batches to train on; give it data.", nameof(loss));
        (Loss, Optimizer) = (loss, optimizer);
        _gradient = new T[loss.Model.Parameters.Length];
    }

    public IBatchLoss<T> Loss { get; }

    public IOptimizer<T> Optimizer { get; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>The gradient of the last step.</summary>
    public ReadOnlySpan<T> Gradient => _gradient;

    /// <summary>A step on the next batch.</summary>
    /// <returns>The loss before the step.</returns>
    public double Step() => Step((int)(Steps % Loss.Batches));

    /// <summary>A step on a batch of the caller's choice.</summary>
    /// <returns>The loss before the step.</returns>
    public double Step(int batch)
    {
        double loss = Loss.Evaluate(batch, _gradient);
        Optimizer.Step(Loss.Model.Parameters, _gradient);
        Steps++;
        return loss;
    }
}
