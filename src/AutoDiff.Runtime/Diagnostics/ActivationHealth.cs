using System.Numerics;

namespace AutoDiff.Diagnostics;

/// <summary>What can be wrong with the outputs of a layer.</summary>
[Flags]
public enum ActivationFaults
{
    None = 0,

    /// <summary>The root mean square is below <see cref="ActivationLimits.SmallestRms"/>.</summary>
    Vanishing = 1,

    /// <summary>The root mean square is above <see cref="ActivationLimits.LargestRms"/>.</summary>
    Exploding = 2,

    /// <summary>More than <see cref="ActivationLimits.LargestSaturatedShare"/> are where the activation function is flat.</summary>
    Saturated = 4,

    /// <summary>More than <see cref="ActivationLimits.LargestDeadShare"/> of the units were 0 for every sample.</summary>
    DeadUnits = 8,
    NotFinite = 16,
}

/// <summary>From where on activations count as unhealthy.</summary>
public sealed record ActivationLimits
{
    public double SmallestRms { get; init; } = 1e-3;

    public double LargestRms { get; init; } = 1e2;

    public double LargestSaturatedShare { get; init; } = 0.5;

    public double LargestDeadShare { get; init; } = 0.1;
}

/// <summary>Judges the activations of layers.</summary>
public static class ActivationHealth
{
    /// <summary>The faults of one layer; none before it has seen a sample. A layer whose units are all dead is not called vanishing on top.</summary>
    public static ActivationFaults Judge<T>(ActivationStatistics<T> statistics, ActivationLimits? limits = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(statistics);
        limits ??= new ActivationLimits();
        if (statistics.Samples == 0) return ActivationFaults.None;
        var faults = statistics.NonFinite > 0 ? ActivationFaults.NotFinite : ActivationFaults.None;
        int silent = statistics.SilentUnits.Count;
        if (statistics.RootMeanSquare > limits.LargestRms) faults |= ActivationFaults.Exploding;
        if (statistics.RootMeanSquare < limits.SmallestRms && silent < statistics.Layer.Units) faults |= ActivationFaults.Vanishing;
        if (statistics.SaturatedShare > limits.LargestSaturatedShare) faults |= ActivationFaults.Saturated;
        if (statistics.Layer.CanDie && silent > limits.LargestDeadShare * statistics.Layer.Units) faults |= ActivationFaults.DeadUnits;
        return faults;
    }

    /// <summary>Runs every batch of an epoch once and collects the statistics of each layer; the model gets its numbers back.</summary>
    public static IReadOnlyList<ActivationStatistics<T>> Observe<T>(ITappedLoss<T> loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        ActivationStatistics<T>[] layers = [.. loss.Layers.Select(l => new ActivationStatistics<T>(l))];
        var gradient = new T[loss.Model.Parameters.Length];
        var before = new ModelSnapshot<T>(loss.Model);
        try
        {
            for (int batch = 0; batch < loss.Batches; batch++)
            {
                loss.Evaluate(batch, gradient);
                for (int layer = 0; layer < layers.Length; layer++) layers[layer].Observe(loss.Output(layer));
            }
        }
        finally
        {
            before.Restore();
        }
        return layers;
    }
}
