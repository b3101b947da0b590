using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Limits the norm of the whole gradient: g min(1, MaxNorm / |g|). A gradient that is not finite is reported and changes nothing.</summary>
public sealed record GlobalNormClip : GradientClip
{
    /// <exception cref="ArgumentOutOfRangeException">The norm is not finite and positive.</exception>
    public GlobalNormClip(double maxNorm) => MaxNorm = Options.Positive(maxNorm, nameof(maxNorm));

    /// <summary>The largest norm that is left as it is.</summary>
    public double MaxNorm { get; }

    /// <summary>Added to the norm before dividing: the factor is min(1, MaxNorm / (norm + Softening)). PyTorch uses 1e-6.</summary>
    public double Softening { get; init; }

    /// <summary>The norm of the gradient times <paramref name="gradientScale"/> and the factor that brings it down to <see cref="MaxNorm"/>; changes nothing.</summary>
    public ClipResult Measure<T>(ReadOnlySpan<T> gradient, double gradientScale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var norm = GradientNorm.Of(gradient);
        if (!norm.IsFinite) return new ClipResult(norm, 0);
        norm = norm with { Value = norm.Value * Math.Abs(gradientScale) };
        return new ClipResult(norm, Factor(norm.Value));
    }

    /// <summary>Scales the gradient in place. If it is not finite, it stays as it is and the result says where.</summary>
    public ClipResult Apply<T>(Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Apply([], gradient);

    private protected override double WriteFinite<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, Span<T> destination, double gradientScale, double norm)
    {
        double factor = Factor(norm);
        GradientScaling.Write(gradient, factor * gradientScale, destination);
        return factor;
    }

    private double Factor(double norm) => norm + Softening > MaxNorm ? MaxNorm / (norm + Softening) : 1;
}
