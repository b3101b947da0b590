using System.Numerics;

namespace AutoDiff.Initializers;

/// <summary>A layer whose weights are to be scaled.</summary>
/// <param name="Name">Its name, for results and errors.</param>
/// <param name="Weight">Its weights [out, in, ...kernel]; changed in place.</param>
/// <param name="Output">
/// Runs forward on a batch and returns the output of this layer, any shape, before its activation function. It has to grow in proportion to the weights,
/// so a bias should be 0.
/// </param>
public sealed record LsuvLayer<T>(string Name, Tensor<T> Weight, Func<Tensor<T>> Output)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Options of <see cref="LayerSequentialUnitVariance"/>.</summary>
public sealed record LsuvOptions
{
    /// <summary>How far the variance may be from 1.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>Corrections of one layer at most.</summary>
    public int MaxIterations { get; init; } = 10;

    /// <summary>Start from orthogonal matrices; without it, from the weights as they are.</summary>
    public bool OrthogonalStart { get; init; } = true;

    /// <summary>For the orthogonal matrices; layer i uses the numbers of index i.</summary>
    public ulong Seed { get; init; }
}

/// <summary>What happened to a layer.</summary>
/// <param name="Name">The layer.</param>
/// <param name="InitialVariance">Variance of its output before the first correction.</param>
/// <param name="Variance">After the last.</param>
/// <param name="Iterations">Corrections.</param>
/// <param name="Converged">Whether the variance is within the tolerance.</param>
public sealed record LsuvLayerResult(string Name, double InitialVariance, double Variance, int Iterations, bool Converged);

/// <summary>
/// Layer-sequential unit variance (Mishkin and Matas, 2016): from the first layer to the last, W is divided by the standard deviation of its layer's
/// output on a batch until |variance - 1| is below the tolerance. It takes nonlinearities, residuals and poolings as they are instead of assuming a gain.
/// </summary>
public static class LayerSequentialUnitVariance
{
    /// <summary>Scales the weights of all layers; after an error they are what they were.</summary>
    /// <param name="layers">In the order of the forward pass.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">There are no layers, or an option is out of its range.</exception>
    /// <exception cref="LayerVarianceException">An output has no variance, or it is not finite.</exception>
    public static IReadOnlyList<LsuvLayerResult> Apply<T>(IReadOnlyList<LsuvLayer<T>> layers, LsuvOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(layers);
        options ??= new LsuvOptions();
        if (layers.Count == 0) throw new ArgumentException("There are no layers to scale.", nameof(layers));
        if (!(options.Tolerance > 0)) throw new ArgumentOutOfRangeException(nameof(options), options.Tolerance, "The tolerance has to be positive.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxIterations);
        T[][] before = [.. layers.Select(l => l.Weight.Span.ToArray())];
        try
        {
            if (options.OrthogonalStart)
                for (int i = 0; i < layers.Count; i++) Initializer.Fill(layers[i].Weight, Initialization.Orthogonal, 0, options.Seed, i);
            return [.. layers.Select(l => Scale(l, options))];
        }
        catch
        {
            for (int i = 0; i < layers.Count; i++) before[i].CopyTo(layers[i].Weight.Span);
            throw;
        }
    }

    private static LsuvLayerResult Scale<T>(LsuvLayer<T> layer, LsuvOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double initial = Variance(layer), variance = initial;
        int iterations = 0;
        for (; Math.Abs(variance - 1) >= options.Tolerance && iterations < options.MaxIterations; iterations++)
        {
            double deviation = Math.Sqrt(variance);
            foreach (ref T weight in layer.Weight.Span) weight = T.CreateTruncating(double.CreateTruncating(weight) / deviation);
            variance = Variance(layer);
        }
        return new LsuvLayerResult(layer.Name, initial, variance, iterations, Math.Abs(variance - 1) < options.Tolerance);
    }

    private static double Variance<T>(LsuvLayer<T> layer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> output = layer.Output().Span;
        double variance = output.IsEmpty ? double.NaN : Moments.Of(output).Variance();
        return double.IsFinite(variance) && variance > 0 ? variance : throw new LayerVarianceException(layer.Name, variance);
    }
}
