namespace AutoDiff.Optimizers;

/// <summary>Ways of limiting a gradient before an optimizer sees it: <c>Clip.GlobalNorm(1).Then(new Adam&lt;float&gt;(n))</c>.</summary>
public static class Clip
{
    /// <summary>Scales the whole gradient down to this norm if it is longer (Pascanu, Mikolov and Bengio, 2013).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not finite and positive.</exception>
    public static GlobalNormClip GlobalNorm(double maxNorm) => new(maxNorm);
}
