using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Preprocessing;

/// <summary>z = (x - center) · factor + shift for each feature, optionally clipped; computed in double, NaN stays NaN.</summary>
internal sealed class AffineMap(int features)
{
    private readonly double[] _center = new double[ColumnTile.Length(features)];
    private readonly double[] _factor = new double[ColumnTile.Length(features)];
    private readonly double[] _shift = new double[ColumnTile.Length(features)];

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

    private void Walk(ReadOnlySpan<double> rows, Span<double> destination)
    {
        int tile = _center.Length, lanes = Vector512<double>.Count;
        ref double center = ref _center[0], factor = ref _factor[0], shift = ref _shift[0];
        Vector512<double> low = Vector512.Create(Low), high = Vector512.Create(High);
        for (int start = 0; start < rows.Length; start += tile)
        {
            int length = Math.Min(tile, rows.Length - start), i = 0;
            ref double from = ref MemoryMarshal.GetReference(rows[start..]), to = ref MemoryMarshal.GetReference(destination[start..]);
            for (; i <= length - lanes; i += lanes)
            {
                nuint at = (nuint)i;
                Map(Vector512.LoadUnsafe(ref from, at), ref center, ref factor, ref shift, at, low, high).StoreUnsafe(ref to, at);
            }
            for (; i < length; i++) destination[start + i] = Map(rows[start + i], i);
        }
    }

    private void Walk(ReadOnlySpan<float> rows, Span<float> destination)
    {
        int tile = _center.Length, lanes = Vector512<float>.Count, half = Vector512<double>.Count;
        ref double center = ref _center[0], factor = ref _factor[0], shift = ref _shift[0];
        Vector512<double> low = Vector512.Create(Low), high = Vector512.Create(High);
        for (int start = 0; start < rows.Length; start += tile)
        {
            int length = Math.Min(tile, rows.Length - start), i = 0;
            ref float from = ref MemoryMarshal.GetReference(rows[start..]), to = ref MemoryMarshal.GetReference(destination[start..]);
            for (; i <= length - lanes; i += lanes)
            {
                nuint at = (nuint)i;
                var (first, second) = Vector512.Widen(Vector512.LoadUnsafe(ref from, at));
                first = Map(first, ref center, ref factor, ref shift, at, low, high);
                second = Map(second, ref center, ref factor, ref shift, at + (nuint)half, low, high);
                Vector512.Narrow(first, second).StoreUnsafe(ref to, at);
            }
            for (; i < length; i++) destination[start + i] = (float)Map(rows[start + i], i);
        }
    }

    private void Convert<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Whole tiles at a time, so that each block begins with the first feature.
        int block = Math.Max(1, Widening.BlockLength / _center.Length) * _center.Length;
        Span<double> wide = block <= 2 * Widening.BlockLength ? stackalloc double[block] : new double[block];
        for (int start = 0; start < rows.Length; start += block)
        {
            int length = Math.Min(block, rows.Length - start);
            Widening.ToDouble(rows.Slice(start, length), wide);
            Walk(wide[..length], wide[..length]);
            TensorPrimitives.ConvertTruncating<double, T>(wide[..length], destination.Slice(start, length));
        }
    }

    private static Vector512<double> Map(
        Vector512<double> x, ref double center, ref double factor, ref double shift, nuint at, Vector512<double> low, Vector512<double> high)
    {
        var z = Vector512.FusedMultiplyAdd(x - Vector512.LoadUnsafe(ref center, at), Vector512.LoadUnsafe(ref factor, at), Vector512.LoadUnsafe(ref shift, at));
        z = Vector512.ConditionalSelect(Vector512.LessThan(z, low), low, z); // a comparison with NaN is false: NaN stays
        return Vector512.ConditionalSelect(Vector512.GreaterThan(z, high), high, z);
    }

    private double Map(double x, int i)
    {
        double z = Math.FusedMultiplyAdd(x - _center[i], _factor[i], _shift[i]);
        return z < Low ? Low : z > High ? High : z;
    }
}
