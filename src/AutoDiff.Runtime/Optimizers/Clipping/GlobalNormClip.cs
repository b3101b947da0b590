using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Limits the norm of the whole gradient. A gradient that is not finite is reported and changes nothing.</summary>
public sealed record GlobalNormClip
{
    /// <exception cref="ArgumentOutOfRangeException">The norm is not finite and positive.</exception>
    public GlobalNormClip(double maxNorm) => MaxNorm = Options.Positive(maxNorm, nameof(maxNorm));

    public double MaxNorm { get; }

    /// <summary>Added to the norm before dividing: the factor is min(1, MaxNorm / (norm + Softening)). PyTorch uses 1e-6.</summary>
    public double Softening { get; init; }

    /// <summary>The norm and the factor that brings it down to <see cref="MaxNorm"/>; changes nothing.</summary>
    public ClipResult Measure<T>(ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var norm = GradientNorm.Of(gradient);
        if (!norm.IsFinite) return new ClipResult(norm, 0);
        return new ClipResult(norm, norm.Value + Softening > MaxNorm ? MaxNorm / (norm.Value + Softening) : 1);
    }

    /// <summary>Scales the gradient in place. If it is not finite, it stays as it is and the result says where.</summary>
    public ClipResult Apply<T>(Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = Measure<T>(gradient);
        if (result.Norm.IsFinite && result.IsClipped)
        {
            // A factor times each element in double: the product of a large and a tiny number in T could lose digits.
            foreach (ref T element in gradient) element = T.CreateTruncating(double.CreateTruncating(element) * result.Scale);
        }
        return result;
    }

    /// <summary>An optimizer whose gradients are clipped on the way in, in the sweep of its step.</summary>
    public ClippedOptimizer<T> Then<T>(IOptimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(this, optimizer);
}
