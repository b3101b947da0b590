using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Adaptive gradient clipping (Brock et al., 2021): the gradient G of a unit with the weights W becomes
/// G min(1, Ratio max(|W|, SmallestNorm) / |G|). A unit is a row of a weight [out, ...]; a vector or number is one unit.
/// </summary>
public sealed record AdaptiveClip : GradientClip
{
    /// <exception cref="ArgumentOutOfRangeException">The share is not finite and positive.</exception>
    public AdaptiveClip(ParameterLayout layout, double ratio = 0.01)
    {
        ArgumentNullException.ThrowIfNull(layout);
        (Layout, Ratio) = (layout, Options.Positive(ratio, nameof(ratio)));
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <summary>Largest norm of a gradient in that of its weights.</summary>
    public double Ratio { get; }

    /// <summary>Norm that weights count for at least, so that zeros can move.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite and positive.</exception>
    public double SmallestNorm
    {
        get;
        init => field = Options.Positive(value, nameof(SmallestNorm));
    } = 1e-3;

    private protected override double WriteFinite<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, Span<T> destination, double gradientScale, double norm)
    {
        if (parameters.Length != gradient.Length)
            throw new ArgumentException($"Adaptive clipping compares the gradient of {gradient.Length} elements with the parameters; there are {parameters.Length}.", nameof(parameters));
        GradientScaling.Write(gradient, gradientScale, destination);
        double smallest = 1;
        foreach (var block in Layout.Span)
        {
            int units = block.Shape.Rank < 2 ? 1 : block.Rows;
            for (int unit = 0; unit < units && block.Length > 0; unit++)
            {
                int width = block.Length / units, start = block.Offset + unit * width;
                var part = destination.Slice(start, width);
                double weights = Math.Max(SmallestNorm, GradientNorm.Of(parameters.Slice(start, width)).Value), length = GradientNorm.Of<T>(part).Value;
                if (!(length > Ratio * weights)) continue;
                double factor = Ratio * weights / length;
                GradientScaling.Write(part, factor, part);
                smallest = Math.Min(smallest, factor);
            }
        }
        return smallest;
    }
}
