using System.Globalization;

namespace AutoDiff.Initializers;

/// <summary>The output of a layer has no variance that its weights could be scaled by.</summary>
public sealed class LayerVarianceException : InvalidOperationException
{
    /// <param name="layer">The layer.</param>
    /// <param name="variance">0, infinite, or NaN.</param>
    public LayerVarianceException(string layer, double variance)
        : base(string.Create(CultureInfo.InvariantCulture, $"The output of '{layer}' has variance {variance}. Give a batch of different, finite samples, and check that the layers before are not dead."))
    {
        Layer = layer;
        Variance = variance;
    }

    public LayerVarianceException()
    {
    }

    public LayerVarianceException(string message) : base(message)
    {
    }

    public LayerVarianceException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public string Layer { get; } = "";

    public double Variance { get; } = double.NaN;
}
