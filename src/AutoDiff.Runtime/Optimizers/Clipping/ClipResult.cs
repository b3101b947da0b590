namespace AutoDiff.Optimizers;

/// <summary>What clipping did.</summary>
/// <param name="Norm">The norm of the whole gradient before clipping.</param>
/// <param name="Scale">The smallest factor of an element: 1 if nothing was clipped, 0 if the gradient was not finite and was left out.</param>
public readonly record struct ClipResult(GradientNorm Norm, double Scale)
{
    /// <summary>True if the gradient was scaled or left out.</summary>
    public bool IsClipped => Scale < 1;

    /// <summary>True if the gradient was not finite and was left out; <see cref="GradientNorm.NonFiniteIndex"/> says where.</summary>
    public bool IsLeftOut => !Norm.IsFinite;
}
