using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff.Optimizers;

internal static class GradientScaling
{
    /// <summary>destination = factor source; both may be the same.</summary>
    public static void Write<T>(ReadOnlySpan<T> source, double factor, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (factor == 1)
        {
            if (source != destination) source.CopyTo(destination);
            return;
        }
        var narrow = T.CreateTruncating(factor);
        if (T.IsNormal(narrow))
        {
            TensorPrimitives.Multiply(source, narrow, destination);
            return;
        }
        // A factor that is tiny or huge has lost digits in T.
        for (int i = 0; i < source.Length; i++) destination[i] = T.CreateTruncating(double.CreateTruncating(source[i]) * factor);
    }
}
