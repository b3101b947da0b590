using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Two vectors of points, transposed so that a lane is a point, and the state of the search for their nearest centroids.</summary>
internal unsafe struct PointStrip<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Points;

    /// <summary>|x|^2 of the points, relative to the offset.</summary>
    public T* Norms;
    public T* Best;
    public T* Second;
    public T* Index;

    /// <summary>How close the two best scores may be before rounding could have exchanged them.</summary>
    public T* Bound;
    private T* _rows;

    public static PointStrip<T> Rent<V>(Workspace workspace, int dimension)
        where V : struct, ISimdBits<V, T>
    {
        nint width = 2 * V.Count;
        T* memory = Scratch.Rent<T>(workspace, width * dimension + 5 * width);
        T* state = memory + width * dimension;
        return new PointStrip<T>
        {
            Points = memory,
            Norms = state,
            Best = state + width,
            Second = state + 2 * width,
            Index = state + 3 * width,
            Bound = state + 4 * width,
            _rows = Scratch.Rent<T>(workspace, width * dimension),
        };
    }

    /// <summary>Takes <paramref name="count"/> successive points, at most two vectors of them. The other lanes hold nothing of use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Pack<V>(in PointRows<T> rows, nint first, nint count)
        where V : struct, ISimdBits<V, T>
    {
        if (!UsesFloatPacking<V>(rows.Dimension))
        {
            Pack<V>(rows.Row(first), rows.Step, rows.Offset, count, rows.Dimension);
            return;
        }
        float** addresses = stackalloc float*[FloatStripPacking.Width];
        for (nint i = 0; i < FloatStripPacking.Width; i++) addresses[i] = (float*)rows.Row(first + Math.Min(i, count - 1));
        FloatStripPacking.Pack(addresses, (float*)rows.Offset, rows.Dimension, (float*)Points, (float*)Norms);
    }

    /// <summary>Takes the points whose numbers are given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Pack<V>(in PointRows<T> rows, int* numbers, nint count)
        where V : struct, ISimdBits<V, T>
    {
        int dimension = rows.Dimension;
        if (UsesFloatPacking<V>(rows.Dimension))
        {
            float** addresses = stackalloc float*[FloatStripPacking.Width];
            for (nint i = 0; i < FloatStripPacking.Width; i++) addresses[i] = (float*)rows.Row(numbers[Math.Min(i, count - 1)]);
            FloatStripPacking.Pack(addresses, (float*)rows.Offset, dimension, (float*)Points, (float*)Norms);
            return;
        }
        for (nint i = 0; i < count; i++)
            new ReadOnlySpan<T>(rows.Row(numbers[i]), dimension).CopyTo(new Span<T>(_rows + i * dimension, dimension));
        Pack<V>(_rows, dimension, rows.Offset, count, dimension);
    }

    /// <summary>The same points with the state of another search.</summary>
    public readonly PointStrip<T> With(T* best, T* second, T* index) => this with { Best = best, Second = second, Index = index };

    /// <summary>Whether all norms are finite. An overflow of the squares makes one infinite too.</summary>
    public readonly bool IsFinite<V>()
        where V : struct, ISimdBits<V, T>
    {
        // What is not finite minus itself is NaN.
        V low = V.Load(ref *Norms, 0), high = V.Load(ref *Norms, V.Count);
        return !V.Any(V.NotEqual((low - low) + (high - high), V.Zero));
    }

    private static bool UsesFloatPacking<V>(int dimension) =>
        FloatStripPacking.IsSupported && typeof(V) == typeof(Simd512<float>) && dimension >= FloatStripPacking.FewestFeatures;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Pack<V>(T* source, nint step, T* offset, nint count, int dimension)
        where V : struct, ISimdBits<V, T>
    {
        nint width = 2 * V.Count;
        // Lanes without a point must be finite: a NaN would slow the arithmetic, an old value would not.
        if (count < width) new Span<T>(Points, checked((int)(width * dimension))).Clear();
        Transposition.Copy(source, step, count, dimension, Points, width);
        Center<V>(Points, offset, dimension, Norms);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Center<V>(T* points, T* offset, nint dimension, T* norms)
        where V : struct, ISimdBits<V, T>
    {
        V norm0 = V.Zero, norm1 = V.Zero;
        for (nint k = 0; k < dimension; k++, points += 2 * V.Count)
        {
            V shift = V.Broadcast(offset[k]);
            V x0 = V.Load(ref *points, 0) - shift, x1 = V.Load(ref *points, V.Count) - shift;
            norm0 = V.Fma(x0, x0, norm0);
            norm1 = V.Fma(x1, x1, norm1);
            V.Store(x0, ref *points, 0);
            V.Store(x1, ref *points, V.Count);
        }
        V.Store(norm0, ref *norms, 0);
        V.Store(norm1, ref *norms, V.Count);
    }
}
