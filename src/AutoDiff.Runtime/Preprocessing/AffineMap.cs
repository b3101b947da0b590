using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Preprocessing;

/// <summary>z = (x - center) · factor + shift for each feature, optionally clipped; computed in double, NaN stays NaN.</summary>
internal sealed class AffineMap(int features)
{
    private readonly int _tile = ColumnTile.Length(features);

    // A vector longer than the tile: walking begins at the first whole cache line of the destination, so somewhere in the first repetition.
    private readonly double[] _center = new double[ColumnTile.Length(features) + ColumnTile.Lanes];
    private readonly double[] _factor = new double[ColumnTile.Length(features) + ColumnTile.Lanes];
    private readonly double[] _shift = new double[ColumnTile.Length(features) + ColumnTile.Lanes];

    public Span<double> Center => _center.AsSpan(0, features);

    public Span<double> Factor => _factor.AsSpan(0, features);

    public Span<double> Shift => _shift.AsSpan(0, features);

    public double Low { get; set; } = double.NegativeInfinity;

    public double High { get; set; } = double.PositiveInfinity;

    /// <summary>Call it after the spans were filled.</summary>
    public void Complete()
    {
        ColumnTile.Repeat(_center, features);
        ColumnTile.Repeat(_factor, features);
        ColumnTile.Repeat(_shift, features);
    }

    /// <summary>Maps rows; the destination may be the rows themselves.</summary>
    public void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) Walk(MemoryMarshal.Cast<T, double>(rows), MemoryMarshal.Cast<T, double>(destination));
        else if (typeof(T) == typeof(float)) Walk(MemoryMarshal.Cast<T, float>(rows), MemoryMarshal.Cast<T, float>(destination));
        else Convert(rows, destination);
    }

    private unsafe void Walk(ReadOnlySpan<double> rows, Span<double> destination)
    {
        int lanes = Vector512<double>.Count;
        Vector512<double> low = Vector512.Create(Low), high = Vector512.Create(High);
        fixed (double* from = rows, to = destination, center = _center, factor = _factor, shift = _shift)
        {
            int head = Math.Min(rows.Length, AlignedStore.Before(to));
            bool isStreamed = from != to && _tile % lanes == 0 && AlignedStore.BypassesCaches<double>(rows.Length);
            for (int i = 0; i < head; i++) to[i] = Map(from[i], i);
            for (int start = head; start < rows.Length; start += _tile)
            {
                int length = Math.Min(_tile, rows.Length - start), i = 0;
                double* x = from + start, z = to + start;
                if (IsBounded)
                {
                    for (; i <= length - lanes; i += lanes)
                        AlignedStore.Write(Map(Vector512.Load(x + i), center + head + i, factor + head + i, shift + head + i, low, high), z + i, isStreamed);
                }
                else
                {
                    for (; i <= length - lanes; i += lanes)
                        AlignedStore.Write(Map(Vector512.Load(x + i), center + head + i, factor + head + i, shift + head + i), z + i, isStreamed);
                }
                for (; i < length; i++) z[i] = Map(x[i], head + i);
            }
            if (isStreamed) AlignedStore.End();
        }
    }

    private unsafe void Walk(ReadOnlySpan<float> rows, Span<float> destination)
    {
        int lanes = Vector512<float>.Count, half = Vector512<double>.Count;
        Vector512<double> low = Vector512.Create(Low), high = Vector512.Create(High);
        fixed (float* from = rows, to = destination)
        {
            fixed (double* center = _center, factor = _factor, shift = _shift)
            {
                int head = Math.Min(rows.Length, AlignedStore.Before(to));
                bool isStreamed = from != to && _tile % lanes == 0 && AlignedStore.BypassesCaches<float>(rows.Length);
                for (int i = 0; i < head; i++) to[i] = (float)Map(from[i], i);
                for (int start = head; start < rows.Length; start += _tile)
                {
                    int length = Math.Min(_tile, rows.Length - start), i = 0;
                    float* x = from + start, z = to + start;
                    for (; i <= length - lanes; i += lanes)
                    {
                        int at = head + i;
                        var (first, second) = Vector512.Widen(Vector512.Load(x + i));
                        first = Map(first, center + at, factor + at, shift + at, low, high);
                        second = Map(second, center + at + half, factor + at + half, shift + at + half, low, high);
                        AlignedStore.Write(Vector512.Narrow(first, second), z + i, isStreamed);
                    }
                    for (; i < length; i++) z[i] = (float)Map(x[i], head + i);
                }
                if (isStreamed) AlignedStore.End();
            }
        }
    }

    private void Convert<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Whole tiles at a time, so that each block begins with the first feature.
        int block = Math.Max(1, Widening.BlockLength / _tile) * _tile;
        Span<double> wide = block <= 2 * Widening.BlockLength ? stackalloc double[block] : new double[block];
        for (int start = 0; start < rows.Length; start += block)
        {
            int length = Math.Min(block, rows.Length - start);
            Widening.ToDouble(rows.Slice(start, length), wide);
            Walk(wide[..length], wide[..length]);
            TensorPrimitives.ConvertTruncating<double, T>(wide[..length], destination.Slice(start, length));
        }
    }

    private bool IsBounded => Low > double.NegativeInfinity || High < double.PositiveInfinity;

    private static unsafe Vector512<double> Map(Vector512<double> x, double* center, double* factor, double* shift) =>
        Vector512.FusedMultiplyAdd(x - Vector512.Load(center), Vector512.Load(factor), Vector512.Load(shift));

    private static unsafe Vector512<double> Map(Vector512<double> x, double* center, double* factor, double* shift, Vector512<double> low, Vector512<double> high)
    {
        var z = Map(x, center, factor, shift);
        z = Vector512.ConditionalSelect(Vector512.LessThan(z, low), low, z); // a comparison with NaN is false: NaN stays
        return Vector512.ConditionalSelect(Vector512.GreaterThan(z, high), high, z);
    }

    private double Map(double x, int i)
    {
        double z = Math.FusedMultiplyAdd(x - _center[i], _factor[i], _shift[i]);
        return z < Low ? Low : z > High ? High : z;
    }
}
