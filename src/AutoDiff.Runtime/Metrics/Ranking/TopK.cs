using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Metrics;

/// <summary>
/// The k largest numbers, sorted and stable: of equal numbers the lower index comes first, -0 equals +0. One pass compares whole vectors with the smallest
/// number that is still among the best, so that almost all numbers cost one comparison. Nothing is allocated.
/// </summary>
public static class TopK
{
    private const int LargestSorted = 32, NumbersOfPart = 1 << 16;

    /// <summary>Writes the indices of the best min(k, N) numbers, falling, and returns how many that are.</summary>
    /// <param name="values">[N].</param>
    /// <param name="k">From 0; more than N gives all N.</param>
    /// <param name="indices">Receives the indices; at least min(k, N) long.</param>
    /// <param name="top">Receives the numbers themselves; at least min(k, N) long.</param>
    /// <param name="nan">What to do with NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is negative.</exception>
    /// <exception cref="ArgumentException">A destination is too short.</exception>
    /// <exception cref="InvalidSampleException">A number is NaN and the policy refuses it.</exception>
    public static int Select<T>(ReadOnlySpan<T> values, int k, Span<int> indices, Span<T> top, NaNPolicy nan = NaNPolicy.Last)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        int count = Math.Min(k, values.Length);
        if (indices.Length < count) throw TooShort(nameof(indices), indices.Length, count);
        if (top.Length < count) throw TooShort(nameof(top), top.Length, count);
        if (nan == NaNPolicy.Refuse) SampleCheck.NoNaN(values, "value");
        if (count == 0) return 0;
        if (count <= LargestSorted) Collect(values, new SortedBest<T>(top[..count], indices[..count]));
        else Collect(values, new WorstFirstHeap<T>(top[..count], indices[..count]));
        return count;
    }

    /// <summary>The best min(k, C) of each row, on all threads of the pool; row r writes its results at r · min(k, C).</summary>
    /// <param name="values">[N, C] row by row.</param>
    /// <param name="columns">C, from 1.</param>
    /// <param name="k">From 0; more than C gives all C.</param>
    /// <param name="indices">Receives columns, [N, min(k, C)].</param>
    /// <param name="top">Receives the numbers, [N, min(k, C)].</param>
    /// <param name="nan">What to do with NaN.</param>
    /// <inheritdoc cref="Select"/>
    public static int SelectRows<T>(ReadOnlySpan<T> values, int columns, int k, Span<int> indices, Span<T> top, NaNPolicy nan = NaNPolicy.Last)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (values.Length % columns != 0)
            throw new ArgumentException($"{values.Length} numbers are no whole number of rows of {columns}.", nameof(values));
        int rows = values.Length / columns, count = Math.Min(k, columns);
        if (indices.Length < (long)rows * count) throw TooShort(nameof(indices), indices.Length, (long)rows * count);
        if (top.Length < (long)rows * count) throw TooShort(nameof(top), top.Length, (long)rows * count);
        if (nan == NaNPolicy.Refuse)
        {
            for (int i = 0; i < values.Length; i++)
                if (T.IsNaN(values[i])) throw new InvalidSampleException("the value is NaN.", "Choose NaNPolicy.Last to put it behind all numbers.", i / columns, i % columns);
        }
        if (rows > 0 && count > 0) RunRows(values, columns, count, indices, top);
        return count;
    }

    private static unsafe void RunRows<T>(ReadOnlySpan<T> values, int columns, int count, Span<int> indices, Span<T> top)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = values.Length / columns, rowsOfPart = Math.Max(1, NumbersOfPart / columns);
        fixed (T* from = values, best = top)
        {
            fixed (int* at = indices)
            {
                var job = new TopKJob<T> { Values = from, Top = best, Indices = at, Rows = rows, Columns = columns, Count = count, RowsOfPart = rowsOfPart };
                WorkerPool.Shared.Run(job, (rows + rowsOfPart - 1) / rowsOfPart);
            }
        }
    }

    private static void Collect<T, TBest>(ReadOnlySpan<T> values, TBest best)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TBest : struct, IBest<T>, allows ref struct
    {
        int i = best.Fill(values);
        if (best.IsFull)
        {
            i = Scan(values, i, ref best);
            for (; i < values.Length; i++)
                if (values[i] > best.Worst) best.ReplaceWorst(values[i], i);
        }
        best.Finish(values);
    }

    // Whole vectors; returns where they end. Later numbers that equal the worst of the best are not better: they have higher indices. NaN is greater than nothing.
    private static int Scan<T, TBest>(ReadOnlySpan<T> values, int first, ref TBest best)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TBest : struct, IBest<T>, allows ref struct
    {
        int i = first, lanes = Vector512<T>.IsSupported ? Vector512<T>.Count : int.MaxValue;
        if (values.Length < lanes) return i;
        ref T origin = ref MemoryMarshal.GetReference(values);
        var threshold = Vector512.Create(best.Worst);
        for (; i <= values.Length - lanes; i += lanes)
        {
            ulong better = Vector512.GreaterThan(Vector512.LoadUnsafe(ref origin, (nuint)i), threshold).ExtractMostSignificantBits();
            if (better == 0) continue;
            for (; better != 0; better &= better - 1)
            {
                int at = i + BitOperations.TrailingZeroCount(better);
                if (values[at] > best.Worst) best.ReplaceWorst(values[at], at);
            }
            threshold = Vector512.Create(best.Worst);
        }
        return i;
    }

    private static ArgumentException TooShort(string name, long length, long needed) => new($"The destination has {length} elements; {needed} are needed.", name);
}
