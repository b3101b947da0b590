using System.Numerics.Tensors;

namespace AutoDiff.Optimizers;

/// <summary>Cuts each element to [-Max, Max]: the direction of the gradient changes, its signs do not.</summary>
public sealed record ValueClip : GradientClip
{
    /// <exception cref="ArgumentOutOfRangeException">The bound is not finite and positive.</exception>
    public ValueClip(double max) => Max = Options.Positive(max, nameof(max));

    /// <summary>The largest magnitude that is left as it is.</summary>
    public double Max { get; }

    /// <summary>Cuts in place. If the gradient is not finite, it stays as it is and the result says where.</summary>
    public ClipResult Apply<T>(Span<T> gradient)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Apply([], gradient);

    private protected override double WriteFinite<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, Span<T> destination, double gradientScale, double norm)
    {
        double largest = InnerProducts.LargestMagnitude(gradient) * Math.Abs(gradientScale);
        GradientScaling.Write(gradient, gradientScale, destination);
        if (!(largest > Max)) return 1;
        var bound = T.CreateTruncating(Max);
        TensorPrimitives.Clamp(destination, -bound, bound, destination);
        return Max / largest;
    }
}
