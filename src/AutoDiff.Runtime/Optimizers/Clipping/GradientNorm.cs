using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>The Euclidean norm of a gradient, or where it is not finite.</summary>
/// <param name="Value">The norm; NaN if an element is NaN or infinite.</param>
/// <param name="NonFiniteIndex">The first element that is NaN or infinite, else -1; <see cref="ModelParameters.Locate"/> names its tensor.</param>
public readonly record struct GradientNorm(double Value, int NonFiniteIndex)
{
    private const int Chunk = 32768, MostChunks = 256;

    /// <summary>Whether all elements are finite.</summary>
    public bool IsFinite => NonFiniteIndex < 0;

    /// <summary>
    /// One sweep, over the worker pool if the gradient is long; the bits do not depend on the number of threads. Neither large nor small
    /// elements are lost: the norm of (3e20, 4e20) in float is 5e20.
    /// </summary>
    public static unsafe GradientNorm Of<T>(ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Never more parts than fit on the stack, and their length depends on the number of elements alone.
        int chunk = Math.Max(Chunk, gradient.Length / MostChunks + 1);
        double* partial = stackalloc double[MostChunks];
        fixed (T* elements = gradient)
        {
            var kernel = new SumOfSquares<T> { Elements = elements, Partial = partial };
            Kernels.Run<SumOfSquares<T>, T>(in kernel, gradient.Length, chunk);
        }
        double sum = 0;
        for (int part = 0; (long)part * chunk < gradient.Length; part++) sum += partial[part];
        return double.IsFinite(sum) && sum > SafelyAbove<T>() ? new GradientNorm(Math.Sqrt(sum), -1) : Scaled(gradient);
    }

    /// <summary>Above this no square that matters has lost digits: those that have are below the smallest normal number.</summary>
    private static double SafelyAbove<T>() => typeof(T) == typeof(double) ? 1e-280 : typeof(T) == typeof(float) ? 1e-20 : double.PositiveInfinity;

    /// <summary>The norm of the gradient divided by a power of two near its largest element, for gradients whose squares overflow or vanish.</summary>
    private static GradientNorm Scaled<T>(ReadOnlySpan<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            if (!T.IsFinite(gradient[i])) return new GradientNorm(double.NaN, i);
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(gradient[i])));
        }
        if (largest == 0) return new GradientNorm(0, -1);
        int exponent = Math.ILogB(largest);
        double sum = 0;
        foreach (var element in gradient)
        {
            double scaled = Math.ScaleB(double.CreateTruncating(element), -exponent);
            sum += scaled * scaled;
        }
        return new GradientNorm(Math.ScaleB(Math.Sqrt(sum), exponent), -1);
    }
}
