using System.Buffers;
using System.Numerics;
using AutoDiff.Metrics;

namespace AutoDiff.Preprocessing;

/// <summary>
/// The numbers of a few neighbouring features as ordered keys, feature by feature: one pass over the rows reads whole cache lines and serves them all.
/// </summary>
internal sealed class ColumnKeys<TKey>(int rows) : IDisposable
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    /// <summary>Features that are gathered together.</summary>
    public const int Width = 8;

    private readonly TKey[] _keys = ArrayPool<TKey>.Shared.Rent(Math.Max(1, rows * Width));
    private readonly int[] _counts = new int[Width];

    /// <summary>The keys of a feature, counted from the first that was gathered; missing numbers are left out.</summary>
    public Span<TKey> this[int feature] => _keys.AsSpan(feature * rows, _counts[feature]);

    /// <summary>Gathers up to <see cref="Width"/> features.</summary>
    /// <exception cref="InvalidSampleException">A number is infinite.</exception>
    public void Gather<T>(ReadOnlySpan<T> values, int features, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Math.Min(Width, features - first);
        Array.Clear(_counts);
        bool isInfinite = false;
        for (int r = 0; r < rows; r++)
        {
            var row = values.Slice(r * features + first, width);
            for (int f = 0; f < row.Length; f++)
            {
                T x = row[f];
                isInfinite |= T.IsInfinity(x);
                // The key of a NaN is written too, and then written over.
                _keys[f * rows + _counts[f]] = OrderedKey.Of<T, TKey>(x);
                _counts[f] += T.IsNaN(x) ? 0 : 1;
            }
        }
        if (isInfinite) ColumnValues.CheckFinite(values, default, features);
    }

    public void Dispose() => ArrayPool<TKey>.Shared.Return(_keys);
}
