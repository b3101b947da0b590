namespace AutoDiff.Checking;

// How a check takes a parameter out of the flat point, and puts its gradient back.
public sealed partial record CheckedParameter
{
    /// <summary>The parameter at a point.</summary>
    public Tensor<double> At(ReadOnlySpan<double> point) => new(point.Slice(Offset, Length).ToArray(), 0, Shape);

    /// <summary>A single number at a point.</summary>
    public double NumberAt(ReadOnlySpan<double> point) => point[Offset];

    /// <summary>Memory for the gradient, filled with NaN so that an element which is not assigned shows.</summary>
    public Tensor<double> Destination()
    {
        var tensor = Tensor<double>.Zeros(Shape);
        tensor.Span.Fill(double.NaN);
        return tensor;
    }

    /// <summary>Puts a gradient into its place in the flat one.</summary>
    public void Write(Tensor<double> gradient, Span<double> into) => gradient.Span.CopyTo(into.Slice(Offset, Length));

    /// <summary>Puts the derivative with respect to a single number into its place.</summary>
    public void Write(double gradient, Span<double> into) => into[Offset] = gradient;

    /// <summary>Adds the rows of the gradient of a table up in its place.</summary>
    public void Write(SparseRows<double> gradient, Span<double> into)
    {
        var table = into.Slice(Offset, Length);
        table.Clear();
        int width = Length / Shape[0];
        for (int i = 0; i < gradient.Indices.Length; i++)
        {
            int row = gradient.Indices.Span[i];
            if (row < 0) continue;
            for (int j = 0; j < width; j++) table[row * width + j] += gradient.Values.Span[i * width + j];
        }
    }
}
