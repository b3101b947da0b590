namespace AutoDiff.Optimizers;

/// <summary>What clipping did.</summary>
/// <param name="Norm">The norm before clipping.</param>
/// <param name="Scale">The factor of the gradient: 1 if it was short enough, 0 if it was not finite and was left out.</param>
public readonly record struct ClipResult(GradientNorm Norm, double Scale)
{
    /// <summary>True if the gradient was scaled or left out.</summary>
    public bool IsClipped => Scale < 1;
}
