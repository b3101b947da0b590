using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Numbers of any floating-point type as doubles, for kernels that are written once.</summary>
internal static class Widening
{
    /// <summary>Doubles that are converted at a time: small enough for the first-level cache.</summary>
    public const int BlockLength = 1024;

    /// <summary>The numbers themselves if they are doubles, else copies at the start of <paramref name="buffer"/>.</summary>
    public static ReadOnlySpan<double> ToDouble<T>(ReadOnlySpan<T> x, Span<double> buffer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return MemoryMarshal.Cast<T, double>(x);
        TensorPrimitives.ConvertTruncating(x, buffer);
        return buffer[..x.Length];
    }
}
