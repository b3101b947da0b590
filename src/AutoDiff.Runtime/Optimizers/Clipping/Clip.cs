namespace AutoDiff.Optimizers;

/// <summary>
/// Ways of limiting a gradient before an optimizer sees it: <c>Clip.GlobalNorm(1).Then(new Adam&lt;float&gt;(n))</c>. They nest:
/// <c>Clip.Value(10).Then(Clip.GlobalNorm(1).Then(...))</c>.
/// </summary>
public static class Clip
{
    /// <summary>Scales the whole gradient down to this norm if it is longer (Pascanu, Mikolov and Bengio, 2013).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not finite and positive.</exception>
    public static GlobalNormClip GlobalNorm(double maxNorm) => new(maxNorm);

    /// <summary>Scales the gradient of each tensor down to this norm if it is longer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not finite and positive.</exception>
    public static PerLayerNormClip PerLayerNorm(double maxNorm, ParameterLayout layout) => new(maxNorm, layout);

    /// <summary>Cuts each element to [-max, max].</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not finite and positive.</exception>
    public static ValueClip Value(double max) => new(max);

    /// <summary>Scales the gradient of each unit down to a share of the norm of its weights (Brock et al., 2021).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not finite and positive.</exception>
    public static AdaptiveClip Adaptive(ParameterLayout layout, double ratio = 0.01) => new(layout, ratio);
}
