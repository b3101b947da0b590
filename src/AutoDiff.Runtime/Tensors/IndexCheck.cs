using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Checks of index lists before a kernel trusts them.</summary>
public static class IndexCheck
{
    /// <summary>Throws if an index is <paramref name="extent"/> or more. A negative index is allowed: it selects nothing.</summary>
    /// <param name="indices">The indices.</param>
    /// <param name="extent">The extent that they index.</param>
    /// <param name="parameter">The name to report.</param>
    /// <exception cref="IndexOutOfRangeException">Names the parameter, the position and the value of the first offender.</exception>
    public static void InRange(ReadOnlySpan<int> indices, int extent, string parameter)
    {
        // One vectorized pass; only on failure is the position looked for.
        if (!indices.IsEmpty && TensorPrimitives.Max(indices) >= extent) Throw(indices, extent, parameter);
    }

    /// <summary>The index, which must lie inside the extent: it must not run over into the next row of a matrix.</summary>
    /// <exception cref="IndexOutOfRangeException">It is negative, or <paramref name="extent"/> or more.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(int index, int extent)
    {
        if ((uint)index >= (uint)extent) Throw(index, extent);
        return index;
    }

    /// <summary>Throws if an index is negative, or <paramref name="extent"/> or more: what indexing element by element does.</summary>
    /// <param name="indices">The indices.</param>
    /// <param name="extent">The extent that they index.</param>
    /// <param name="parameter">The name to report.</param>
    /// <exception cref="IndexOutOfRangeException">Names the parameter, the position and the value of the first offender.</exception>
    public static void Elements(ReadOnlySpan<int> indices, int extent, string parameter)
    {
        if (indices.IsEmpty) return;
        int position = TensorPrimitives.Min(indices) < 0 ? indices.IndexOfAnyInRange(int.MinValue, -1) : -1;
#pragma warning disable CA2201 // An index into user data is out of range: this is what the exception is for.
        if (position >= 0) throw new IndexOutOfRangeException($"{parameter}[{position}] is {indices[position]}, but an index must not be negative.");
#pragma warning restore CA2201
        InRange(indices, extent, parameter);
    }

    /// <summary>Throws if positions along an axis are compared as floats and the float type does not tell all of them apart (2^24 for <see cref="float"/>).</summary>
    /// <exception cref="NotSupportedException">The axis is too long for the float type.</exception>
    public static void Exact<T>(long extent)
    {
        if (typeof(T) == typeof(float) && extent > 1 << 24)
            throw new NotSupportedException($"Positions along an axis of {extent} are compared as float, which is exact up to {1 << 24}; use double, or make that axis the last one.");
    }

    private static void Throw(int index, int extent)
    {
#pragma warning disable CA2201 // An index into user data is out of range: this is what the exception is for.
        throw new IndexOutOfRangeException(extent == 0 ? $"The index is {index}, but there is nothing to index." : $"The index is {index}, but the largest index is {extent - 1}.");
#pragma warning restore CA2201
    }

    private static void Throw(ReadOnlySpan<int> indices, int extent, string parameter)
    {
        int position = 0;
        while (indices[position] < extent) position++;
        string allowed = extent == 0 ? "there is nothing to index" : $"the largest index is {extent - 1}";
#pragma warning disable CA2201 // An index into user data is out of range: this is what the exception is for.
        throw new IndexOutOfRangeException($"{parameter}[{position}] is {indices[position]}, but {allowed}.");
#pragma warning restore CA2201
    }
}
