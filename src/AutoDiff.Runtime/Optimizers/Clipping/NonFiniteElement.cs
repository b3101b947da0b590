namespace AutoDiff.Optimizers;

/// <summary>The first element of a gradient that is NaN or infinite.</summary>
/// <param name="Index">Its number in the flat gradient.</param>
/// <param name="Name">Its tensor and place there, such as <c>W1[3, 7]</c>, if the layout is known; else null.</param>
public sealed record NonFiniteElement(int Index, string? Name)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => Name is null ? $"Element {Index} of the gradient is not finite." : $"The gradient of {Name} (element {Index}) is not finite.";

    internal static NonFiniteElement? Of(GradientNorm norm, ParameterLayout? layout) =>
        norm.IsFinite ? null : new NonFiniteElement(norm.NonFiniteIndex, layout?.Locate(norm.NonFiniteIndex));
}
