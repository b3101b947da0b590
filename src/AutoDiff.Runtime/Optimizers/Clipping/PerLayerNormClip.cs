using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Limits the norm of the gradient of each tensor: g min(1, MaxNorm / |g|), tensor by tensor. Elements between the tensors stay.</summary>
public sealed record PerLayerNormClip : GradientClip
{
    /// <exception cref="ArgumentOutOfRangeException">The norm is not finite and positive.</exception>
    public PerLayerNormClip(double maxNorm, ParameterLayout layout)
    {
        MaxNorm = Options.Positive(maxNorm, nameof(maxNorm));
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
    }

    /// <summary>The largest norm of a tensor that is left as it is.</summary>
    public double MaxNorm { get; }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    private protected override double WriteFinite<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, Span<T> destination, double gradientScale, double norm)
    {
        GradientScaling.Write(gradient, gradientScale, destination);
        double smallest = 1;
        foreach (var block in Layout.Span)
        {
            var part = destination.Slice(block.Offset, block.Length);
            double factor = Math.Min(1, MaxNorm / GradientNorm.Of<T>(part).Value);
            GradientScaling.Write(part, factor, part);
            smallest = Math.Min(smallest, factor);
        }
        return smallest;
    }
}
