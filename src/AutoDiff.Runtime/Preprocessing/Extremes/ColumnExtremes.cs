using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Preprocessing;

/// <summary>The smallest and the largest number of each feature; missing numbers are left out. Before the first number they are infinity and -infinity.</summary>
internal sealed class ColumnExtremes
{
    /// <summary>Beyond this, the range from the smallest to the largest number may overflow.</summary>
    private const double LargestNumber = 1e307;

    private readonly int _features;
    private readonly double[] _least, _most, _pendingLeast, _pendingMost;
    private double[] _wide = []; // only needed for other types than double

    public ColumnExtremes(int features)
    {
        _features = features;
        int tile = ColumnTile.Length(features);
        _least = new double[features];
        _most = new double[features];
        _pendingLeast = new double[tile];
        _pendingMost = new double[tile];
        Array.Fill(_least, double.PositiveInfinity);
        Array.Fill(_most, double.NegativeInfinity);
    }

    public Span<double> Least => _least;

    public Span<double> Most => _most;

    /// <summary>Whether any feature has been seen.</summary>
    public bool HasNumbers => _least.AsSpan().ContainsAnyExcept(double.PositiveInfinity);

    /// <exception cref="InvalidSampleException">A number is infinite or huge; nothing was changed.</exception>
    public void Add<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Array.Fill(_pendingLeast, double.PositiveInfinity);
        Array.Fill(_pendingMost, double.NegativeInfinity);
        int tile = _pendingLeast.Length, strip = Math.Max(1, Widening.BlockLength / tile) * tile;
        if (typeof(T) != typeof(double) && _wide.Length < strip) _wide = new double[strip];
        if (weights.IsEmpty || !weights.Contains(0))
        {
            for (int start = 0; start < rows.Length; start += strip) Take(Widening.ToDouble(rows.Slice(start, Math.Min(strip, rows.Length - start)), _wide));
        }
        else
        {
            for (int r = 0; r < weights.Length; r++)
                if (weights[r] > 0) Take(Widening.ToDouble(rows.Slice(r * _features, _features), _wide));
        }
        Fold();
        for (int f = 0; f < _features; f++)
            if (_pendingLeast[f] < -LargestNumber || _pendingMost[f] > LargestNumber) throw TooLarge(rows, weights, f);
        for (int f = 0; f < _features; f++)
        {
            _least[f] = forget ? _pendingLeast[f] : Math.Min(_least[f], _pendingLeast[f]);
            _most[f] = forget ? _pendingMost[f] : Math.Max(_most[f], _pendingMost[f]);
        }
    }

    /// <exception cref="InvalidSampleException">A number is outside the range that was seen.</exception>
    public void CheckInside<T>(ReadOnlySpan<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows.Length; i++)
        {
            int f = i % _features;
            double x = double.CreateTruncating(rows[i]);
            if (x < _least[f] || x > _most[f])
            {
                throw new InvalidSampleException(
                    $"the value is {x}, outside the learnt range from {_least[f]} to {_most[f]}.", "Learn from more rows, or choose to extend or clip.", i / _features, f);
            }
        }
    }

    public void Merge(ColumnExtremes other)
    {
        for (int f = 0; f < _features; f++)
        {
            _least[f] = Math.Min(_least[f], other._least[f]);
            _most[f] = Math.Max(_most[f], other._most[f]);
        }
    }

    // Comparisons with NaN are false: a missing number replaces nothing.
    private void Take(ReadOnlySpan<double> rows)
    {
        int tile = _pendingLeast.Length, lanes = Vector512<double>.Count;
        ref double least = ref _pendingLeast[0], most = ref _pendingMost[0];
        for (int start = 0; start < rows.Length; start += tile)
        {
            int length = Math.Min(tile, rows.Length - start), i = 0;
            ref double row = ref MemoryMarshal.GetReference(rows[start..]);
            for (; i <= length - lanes; i += lanes)
            {
                nuint at = (nuint)i;
                Vector512<double> x = Vector512.LoadUnsafe(ref row, at), low = Vector512.LoadUnsafe(ref least, at), high = Vector512.LoadUnsafe(ref most, at);
                Vector512.ConditionalSelect(Vector512.LessThan(x, low), x, low).StoreUnsafe(ref least, at);
                Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), x, high).StoreUnsafe(ref most, at);
            }
            for (; i < length; i++)
            {
                double x = rows[start + i];
                if (x < _pendingLeast[i]) _pendingLeast[i] = x;
                if (x > _pendingMost[i]) _pendingMost[i] = x;
            }
        }
    }

    private void Fold()
    {
        for (int i = _features; i < _pendingLeast.Length; i++)
        {
            int f = i % _features;
            _pendingLeast[f] = Math.Min(_pendingLeast[f], _pendingLeast[i]);
            _pendingMost[f] = Math.Max(_pendingMost[f], _pendingMost[i]);
        }
    }

    private InvalidSampleException TooLarge<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, int feature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int row = 0;
        while (!(Math.Abs(double.CreateTruncating(rows[row * _features + feature])) > LargestNumber) || (!weights.IsEmpty && weights[row] == 0)) row++;
        return new InvalidSampleException(
            $"the value is {rows[row * _features + feature]}.", $"Values have to lie within ±{LargestNumber}, or be NaN where they are missing.", row, feature);
    }
}
