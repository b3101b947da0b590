using System.Buffers;
using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>Positions in the order of their values, and ranks.</summary>
internal static class Ordering
{
    /// <summary>Fills <paramref name="order"/> with 0..n-1 so that the values rise; equal values keep their order.</summary>
    public static void Ascending<T>(ReadOnlySpan<T> values, Span<int> order)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Sort(values, order, descending: false);
    }

    /// <summary>Fills <paramref name="order"/> with 0..n-1 so that the values fall; equal values keep their order.</summary>
    public static void Descending<T>(ReadOnlySpan<T> values, Span<int> order)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Sort(values, order, descending: true);
    }

    /// <summary>Reorders given positions by their values; positions of equal values keep their order.</summary>
    public static void Sort<T>(ReadOnlySpan<T> values, Span<int> order, bool descending)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) Sort<T, ulong>(values, order, descending);
        else Sort<T, uint>(values, order, descending);
    }

    private static void Sort<T, TKey>(ReadOnlySpan<T> values, Span<int> order, bool descending)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        var rented = ArrayPool<TKey>.Shared.Rent(order.Length);
        var keys = rented.AsSpan(0, order.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            TKey key = OrderedKey.Of<T, TKey>(values[order[i]]);
            keys[i] = descending ? ~key : key;
        }
        RadixSort.Sort(keys, order);
        ArrayPool<TKey>.Shared.Return(rented);
    }

    /// <summary>The rank of each value from 1 upwards; equal values share the mean of their ranks.</summary>
    public static void MidRanks<T>(ReadOnlySpan<T> values, Span<double> ranks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] order = ArrayPool<int>.Shared.Rent(values.Length);
        Ascending(values, order.AsSpan(0, values.Length));
        for (int first = 0, end; first < values.Length; first = end)
        {
            end = first + 1;
            while (end < values.Length && values[order[end]] == values[order[first]]) end++;
            double rank = (first + 1 + end) / 2.0;
            for (int i = first; i < end; i++) ranks[order[i]] = rank;
        }
        ArrayPool<int>.Shared.Return(order);
    }
}
