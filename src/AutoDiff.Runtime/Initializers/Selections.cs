using System.Numerics;

namespace AutoDiff.Initializers;

/// <summary>Weights that hand their input on: output d is input d.</summary>
internal static class Selections
{
    public static void FillIdentity<T>(Span<T> values, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Rank != 2) throw new ArgumentException($"Initialization.Identity needs a matrix; the shape is {shape}. Use Dirac for a convolution.", nameof(shape));
        values.Clear();
        for (int d = 0; d < Math.Min(shape[0], shape[1]); d++) values[d * shape[1] + d] = T.One;
    }

    public static void FillDirac<T>(Span<T> values, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Rank < 3) throw new ArgumentException($"Initialization.Dirac needs a convolution [out, in, ...kernel]; the shape is {shape}. Use Identity for a matrix.", nameof(shape));
        int kernel = 1, middle = 0;
        for (int d = 2; d < shape.Rank; d++)
        {
            kernel *= shape[d];
            middle = middle * shape[d] + shape[d] / 2;
        }
        values.Clear();
        if (kernel == 0) return;
        for (int d = 0; d < Math.Min(shape[0], shape[1]); d++) values[(d * shape[1] + d) * kernel + middle] = T.One;
    }
}
