namespace AutoDiff.Optimizers;

/// <summary>More gradients in a row were NaN or infinite than <see cref="SkipIfNotFinite{T}"/> was told to bear. Parameters and optimizer are those of the last good step.</summary>
public sealed class NonFiniteGradientException : ArithmeticException
{
    public NonFiniteGradientException(NonFiniteElement element, long inARow)
        : base($"{element} So were {inARow} gradients in a row. Lower the learning rate, clip the gradient, or check the loss for logarithms and quotients of small numbers.") => Element = element;

    public NonFiniteGradientException()
    {
    }

    public NonFiniteGradientException(string message) : base(message)
    {
    }

    public NonFiniteGradientException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>The first such element of the last gradient.</summary>
    public NonFiniteElement? Element { get; }
}
