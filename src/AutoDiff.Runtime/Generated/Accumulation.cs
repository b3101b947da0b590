using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>Adds parts of arrays to parts of others.</summary>
public static class Accumulation
{
    /// <summary>sums[i] += addends[i].</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add<T>(ReadOnlySpan<T> addends, Span<T> sums)
        where T : unmanaged, INumber<T>
    {
        if (addends.Length != sums.Length) throw new ArgumentException($"{addends.Length} numbers are added to {sums.Length}.", nameof(addends));
        TensorPrimitives.Add(sums, addends, sums);
    }
}
