using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>NaN behind all numbers.</summary>
internal static class MissingNumbers
{
    /// <summary>Fills a selection from <paramref name="count"/> on with the NaN of the source, in their order.</summary>
    public static void Append<T>(ReadOnlySpan<T> source, Span<T> values, Span<int> indices, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; count < values.Length; i++)
        {
            if (!T.IsNaN(source[i])) continue;
            values[count] = source[i];
            indices[count++] = i;
        }
    }
}
