namespace AutoDiff;

/// <summary>A tensor of a model: where it lies in the flat buffer and how it starts.</summary>
/// <param name="Name">The path of properties that leads to it, such as <c>Encoder.W1</c>.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Offset">Number of its first element in <see cref="IModel{T}.Parameters"/>, or in <see cref="IModel{T}.Buffers"/> for a buffer.</param>
/// <param name="Init">How it starts.</param>
/// <param name="IsBuffer">True if it is stored with the model but not trained.</param>
public sealed record ModelParameter(string Name, TensorShape Shape, int Offset, Initialization Init, bool IsBuffer)
{
    /// <summary>The value that <see cref="Init"/> needs: a constant, a deviation, a bound or a share.</summary>
    public double Value { get; init; }
}
