using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.Metrics;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Quantiles without sorting everything: one pass counts the keys by their upper bits, a second one collects those with the upper bits of a wanted rank, and
/// only these few are sorted.
/// </summary>
internal static class OrderStatistics
{
    // 12 upper bits tell apart 8 sections between powers of two of a float.
    private const int UpperBits = 12, SortedLength = 1 << 10, SortedShares = 16;

    /// <summary>Fills in the quantiles of the numbers whose keys are given, linear between neighbours (type 7 of Hyndman and Fan). The keys are reordered.</summary>
    /// <param name="keys">At least one.</param>
    /// <param name="shares">In [0, 1].</param>
    /// <param name="quantiles">One for each share.</param>
    public static void Quantiles<TKey>(Span<TKey> keys, ReadOnlySpan<double> shares, Span<double> quantiles)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        Span<int> starts = stackalloc int[(1 << UpperBits) + 1];
        bool isSorted = keys.Length <= SortedLength || shares.Length > SortedShares;
        if (isSorted) RadixSort.Sort(keys);
        else Count(keys, starts);
        for (int i = 0; i < shares.Length; i++)
        {
            double place = (keys.Length - 1) * shares[i];
            int below = Math.Min((int)place, keys.Length - 1), above = Math.Min(below + 1, keys.Length - 1);
            TKey low, high;
            if (isSorted) (low, high) = (keys[below], keys[above]);
            else (low, high) = Select(keys, starts, below, above);
            quantiles[i] = Interpolation.Between(OrderedKey.Number(low), OrderedKey.Number(high), place - below);
        }
    }

    // starts[u] keys have upper bits below u.
    private static void Count<TKey>(ReadOnlySpan<TKey> keys, Span<int> starts)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        starts.Clear();
        foreach (TKey key in keys) starts[Upper(key) + 1]++;
        for (int u = 1; u < starts.Length; u++) starts[u] += starts[u - 1];
    }

    // The keys at two neighbouring places of the order.
    private static (TKey Low, TKey High) Select<TKey>(ReadOnlySpan<TKey> keys, ReadOnlySpan<int> starts, int below, int above)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        int first = Section(starts, below), last = Section(starts, above), origin = starts[first], count = starts[last + 1] - origin;
        var rented = ArrayPool<TKey>.Shared.Rent(count + 1);
        int found = 0;
        uint width = (uint)(last - first);
        foreach (TKey key in keys)
        {
            // Written always, kept if it belongs to one of the sections: no branch to predict.
            rented[found] = key;
            found += (uint)(Upper(key) - first) <= width ? 1 : 0;
        }
        var section = rented.AsSpan(0, count);
        RadixSort.Sort(section);
        var pair = (section[below - origin], section[above - origin]);
        ArrayPool<TKey>.Shared.Return(rented);
        return pair;
    }

    private static int Section(ReadOnlySpan<int> starts, int place)
    {
        int low = 0, high = starts.Length - 2;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (starts[middle] <= place) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Upper<TKey>(TKey key)
        where TKey : unmanaged, IBinaryInteger<TKey>
        => int.CreateTruncating(key >>> (8 * Unsafe.SizeOf<TKey>() - UpperBits));
}
