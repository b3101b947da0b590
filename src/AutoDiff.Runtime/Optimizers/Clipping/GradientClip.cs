using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>A way of limiting a gradient. A gradient that is not finite is reported and changes nothing.</summary>
public abstract record GradientClip
{
    private protected GradientClip()
    {
    }

    /// <summary>The tensors that the clip distinguishes; null if none.</summary>
    public virtual ParameterLayout? Layout => null;

    /// <summary>Clips in place. If the gradient is not finite, it stays as it is and the result says where.</summary>
    /// <param name="parameters">The parameters; clips that do not look at them take an empty span as well.</param>
    /// <param name="gradient">Of as many numbers.</param>
    /// <exception cref="ArgumentException">A span has not the length of the layout, or parameters are needed and missing.</exception>
    public ClipResult Apply<T>(ReadOnlySpan<T> parameters, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Write(parameters, gradient, gradient, 1);

    /// <summary>An optimizer whose gradients are clipped on the way in.</summary>
    /// <param name="optimizer">What makes the steps.</param>
    /// <param name="layout">Names the tensors of the parameters, for reports; null takes that of the clip.</param>
    /// <exception cref="ArgumentException">A layout has not the length of the optimizer.</exception>
    public ClippedOptimizer<T> Then<T>(IOptimizer<T> optimizer, ParameterLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(this, optimizer, layout ?? Layout);

    /// <summary>Writes gradientScale times the gradient, clipped; nothing if it is not finite. The destination may be the gradient.</summary>
    internal ClipResult Write<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, Span<T> destination, double gradientScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Layout is { } layout && layout.Length != gradient.Length)
            throw new ArgumentException($"The layout of the clip has {layout.Length} parameters and the gradient {gradient.Length} elements.", nameof(gradient));
        var norm = GradientNorm.Of(gradient);
        if (!norm.IsFinite) return new ClipResult(norm, 0);
        norm = norm with { Value = norm.Value * Math.Abs(gradientScale) };
        return new ClipResult(norm, WriteFinite(parameters, gradient, destination, gradientScale, norm.Value));
    }

    /// <returns>The smallest factor of an element.</returns>
    private protected abstract double WriteFinite<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradient, Span<T> destination, double gradientScale, double norm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
