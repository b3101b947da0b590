namespace AutoDiff;

/// <summary>Tensors whose shapes do not go together; the message shows the shapes.</summary>
public sealed class ShapeMismatchException : ArgumentException
{
    public ShapeMismatchException()
    {
    }

    public ShapeMismatchException(string message) : base(message)
    {
    }

    public ShapeMismatchException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public ShapeMismatchException(string message, string parameter) : base(message, parameter)
    {
    }
}
