using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Clustering;

/// <summary>The nearest centroid of every point of a strip: by scores in T, and by distances in double where the scores cannot tell.</summary>
internal static unsafe class NearestCentroid
{
    /// <summary>
    /// Best and second best score of each lane, and the error bound
    /// <c>Slack (C^2 / 2 + |x| C)</c> with C the largest norm of a centroid that can be the nearest.
    /// </summary>
    public static void Search<T, V>(in PointStrip<T> strip, in CentroidPanels<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        => Search<T, V>(strip, panels, 0, panels.Clusters);

    /// <summary>The same among centroids <paramref name="from"/> to <paramref name="to"/> - 1, which are whole panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Search<T, V>(in PointStrip<T> strip, in CentroidPanels<T> panels, nint from, nint to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        Reset<T, V>(strip);
        nint dimension = panels.Dimension;
        for (nint p = panels.PanelOf(from); p < panels.Split.Count && panels.Split.Start(p) < to; p++)
        {
            nint first = panels.Split.Start(p);
            NearestTile.Run<T, V>(panels.Split.Length(p), panels.Packed + first * dimension, panels.HalfNorms + first,
                panels.Numbers + first, strip.Points, dimension, strip.Best, strip.Second, strip.Index);
        }
    }

    /// <summary>The same for rows as they lie, if the panels are made for that. Norms and scores of the strip are those of the last row in lanes without one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SearchRows<T, V>(in PointStrip<T> strip, in CentroidPanels<T> panels, in PointRows<T> rows, nint first, nint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        nint width = 2 * V.Count;
        for (nint lane = 0; lane < width; lane += 2)
        {
            T* x = rows.Row(first + Math.Min(lane, count - 1)), y = rows.Row(first + Math.Min(lane + 1, count - 1));
            NearestRowTile.Run<T, V>(panels.Clusters, x, y, 2 * rows.Step, rows.Offset, panels.Dimension, panels.ByFeatures, panels.HalfNorms, strip.Points + lane, width, strip.Norms + lane);
        }
        Reset<T, V>(strip);
        for (nint lane = 0; lane < width; lane += V.Count)
        {
            V low = V.Load(ref *strip.Best, lane), next = V.Load(ref *strip.Second, lane), who = V.Load(ref *strip.Index, lane);
            for (nint j = 0; j < panels.Clusters; j++)
            {
                V score = V.Load(ref *strip.Points, j * width + lane);
                who = V.SelectLess(score, low, V.Broadcast(panels.Numbers[j]), who);
                next = V.AtMost(next, V.AtLeast(score, low));
                low = V.AtMost(low, score);
            }
            V.Store(low, ref *strip.Best, lane);
            V.Store(next, ref *strip.Second, lane);
            V.Store(who, ref *strip.Index, lane);
        }
    }

    /// <summary>Writes the labels of the first <paramref name="count"/> points of the strip after the search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decide<T, V, W>(in PointStrip<T> strip, in CentroidPanels<T> panels, in PointRows<T> rows, nint first, nint count, int* labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        for (nint i = 0; i < count; i++) labels[i] = int.CreateTruncating(strip.Index[i]);
        if (!AnyClose<T, V>(strip, panels)) return;
        for (nint i = 0; i < count; i++)
        {
            if (strip.Second[i] - strip.Best[i] > strip.Bound[i]) continue;
            labels[i] = DirectDistance.Nearest<T, W>(rows.Row(first + i), rows.Offset, panels.Centroids, panels.Clusters, rows.Dimension, out _);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reset<T, V>(in PointStrip<T> strip)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        V infinity = V.Broadcast(T.PositiveInfinity);
        for (nint lane = 0; lane < 2 * V.Count; lane += V.Count)
        {
            V.Store(infinity, ref *strip.Best, lane);
            V.Store(infinity, ref *strip.Second, lane);
            V.Store(V.Zero, ref *strip.Index, lane);
        }
    }

    /// <summary>Stores the bounds. A NaN score, from an overflow in T, counts as close.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AnyClose<T, V>(in PointStrip<T> strip, in CentroidPanels<T> panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        V slack = V.Broadcast(panels.Slack), reach = V.Broadcast(panels.Reach), most = V.Broadcast(panels.MaxNorm), half = V.Constant(0.5);
        V close = V.Mask(false);
        for (nint lane = 0; lane < 2 * V.Count; lane += V.Count)
        {
            V best = V.Load(ref *strip.Best, lane), squared = V.Load(ref *strip.Norms, lane);
            V distance = V.Sqrt(V.AtLeast(V.Fma(V.Constant(2), best, squared), V.Zero)), norm = V.Sqrt(squared);
            V largest = V.AtMost(reach * (norm + distance), most);
            V bound = slack * largest * V.Fma(half, largest, norm);
            V.Store(bound, ref *strip.Bound, lane);
            close = V.Or(close, V.Not(V.GreaterThan(V.Load(ref *strip.Second, lane) - best, bound)));
        }
        return V.Any(close);
    }
}
