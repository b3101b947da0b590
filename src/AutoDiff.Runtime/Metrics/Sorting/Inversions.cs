using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>Pairs that stand in the wrong order.</summary>
internal static class Inversions
{
    /// <summary>Sorts the values upwards and returns how many pairs i &lt; j had values[i] &gt; values[j]: merge sort, bottom up.</summary>
    public static long Count<T>(Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> from = values, to = new T[values.Length];
        bool moved = false;
        long inversions = 0;
        for (int width = 1; width < values.Length; width = width > int.MaxValue / 2 ? int.MaxValue : 2 * width)
        {
            for (long first = 0; first < values.Length; first += 2L * width)
            {
                int start = (int)first, middle = (int)Math.Min(first + width, values.Length), end = (int)Math.Min(first + 2L * width, values.Length);
                inversions += Merge(from[start..middle], from[middle..end], to[start..end]);
            }
            var swap = from;
            from = to;
            to = swap;
            moved = !moved;
        }
        if (moved) from.CopyTo(values);
        return inversions;
    }

    private static long Merge<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> merged)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long inversions = 0;
        int i = 0, j = 0;
        for (int k = 0; k < merged.Length; k++)
        {
            if (j >= right.Length || (i < left.Length && left[i] <= right[j]))
            {
                merged[k] = left[i++];
                continue;
            }
            merged[k] = right[j++];
            inversions += left.Length - i; // all that is left of the left part is larger
        }
        return inversions;
    }
}
