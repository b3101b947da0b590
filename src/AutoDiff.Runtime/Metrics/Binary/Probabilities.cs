using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AutoDiff.Metrics;

/// <summary>Blocks of probabilities in double.</summary>
internal static class Probabilities
{
    /// <summary>Numbers in a block: small enough for the first-level cache.</summary>
    public const int BlockLength = 1024;

    /// <summary>The numbers themselves if they are doubles, else their copies in <paramref name="buffer"/>.</summary>
    public static ReadOnlySpan<double> Widen<T>(ReadOnlySpan<T> x, Span<double> buffer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return MemoryMarshal.Cast<T, double>(x);
        TensorPrimitives.ConvertTruncating(x, buffer);
        return buffer[..x.Length];
    }

    /// <exception cref="InvalidSampleException">A number is not in [0, 1].</exception>
    public static void Check<T>(ReadOnlySpan<T> probabilities, int columns = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= T.Zero && probabilities[i] <= T.One))
                throw new InvalidSampleException($"the probability is {probabilities[i]}.", "Probabilities lie in [0, 1]; turn scores into probabilities first.", i / columns, columns > 1 ? i % columns : null);
        }
    }
}
