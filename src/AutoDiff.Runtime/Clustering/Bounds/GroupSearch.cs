using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>New labels and bounds for a strip of points, from the groups of centroids that one of them needs.</summary>
internal readonly unsafe struct GroupSearch<T, V, W>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    private readonly PointRows<T> _rows;
    private readonly CentroidPanels<T> _panels;
    private readonly EvenSplit _groups;
    private readonly PointStrip<T> _strip;

    // For each group: best and second best score and number of the best, two vectors each.
    private readonly T* _found;
    private readonly bool* _needed;

    public GroupSearch(Workspace workspace, in PointRows<T> rows, in CentroidPanels<T> panels, in EvenSplit groups)
    {
        (_rows, _panels, _groups) = (rows, panels, groups);
        _strip = PointStrip<T>.Rent<V>(workspace, rows.Dimension);
        _found = Scratch.Rent<T>(workspace, 6 * V.Count * groups.Count);
        _needed = (bool*)Scratch.Rent<int>(workspace, groups.Count);
    }

    private static nint Width => 2 * V.Count;

    /// <summary>Returns how many labels changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Run(int* numbers, int count, int* labels, double* upper, double* lower, bool all)
    {
        Mark(numbers, count, upper, lower, all);
        _strip.Pack<V>(_rows, numbers, count);
        for (nint g = 0; g < _groups.Count; g++)
        {
            if (!_needed[g]) continue;
            T* found = _found + 3 * Width * g;
            var target = _strip.With(found, found + Width, found + 2 * Width);
            NearestCentroid.Search<T, V>(target, _panels, _groups.Start(g), _groups.Start(g + 1));
        }
        int changed = 0;
        for (int i = 0; i < count; i++)
        {
            int row = numbers[i], label = all ? -1 : labels[row], now = Decide(i, row, label, ref upper[row]);
            SetBounds(i, row, label, now, upper, lower + (nint)row * _groups.Count);
            if (now == labels[row]) continue;
            changed++;
            labels[row] = now;
        }
        return changed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mark(int* numbers, int count, double* upper, double* lower, bool all)
    {
        for (nint g = 0; g < _groups.Count; g++)
        {
            bool needed = all;
            for (int i = 0; i < count && !needed; i++) needed = lower[numbers[i] * _groups.Count + g] <= upper[numbers[i]];
            _needed[g] = needed;
        }
    }

    /// <summary>The nearest centroid; <paramref name="upper"/> holds the distance to the present one and becomes that to the nearest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Decide(int lane, int row, int label, ref double upper)
    {
        T best = T.PositiveInfinity, second = T.PositiveInfinity;
        int nearest = -1;
        for (nint g = 0; g < _groups.Count; g++)
        {
            if (!_needed[g]) continue;
            T* found = _found + 3 * Width * g + lane;
            T low = found[0], next = found[Width];
            if (low < best || nearest < 0)
            {
                next = T.MinNumber(next, best);
                best = low;
                nearest = int.CreateTruncating(found[2 * Width]);
            }
            else
            {
                next = T.MinNumber(next, low);
            }
            second = T.MinNumber(second, next);
        }
        nint dimension = _rows.Dimension;
        T* x = _rows.Row(row);
        double squared;
        if (!(second - best > _panels.BoundOf(_strip.Norms[lane], best)))
        {
            nearest = DirectDistance.Nearest<T, W>(x, _rows.Offset, _panels.Centroids, _panels.Clusters, dimension, out squared);
            upper = Math.Sqrt(squared) * CentroidMoves.Up;
            return nearest;
        }
        squared = DirectDistance.Squared<T, W>(x, _rows.Offset, _panels.Centroids + nearest * dimension, dimension);
        if (label >= 0 && label != nearest)
        {
            // The group of the present centroid may not have been searched: both distances in double decide.
            double present = DirectDistance.Squared<T, W>(x, _rows.Offset, _panels.Centroids + label * dimension, dimension);
            if (present < squared || (present == squared && label < nearest)) (nearest, squared) = (label, present);
        }
        upper = Math.Sqrt(squared) * CentroidMoves.Up;
        return nearest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetBounds(int lane, int row, int before, int now, double* upper, double* lower)
    {
        double norm = double.CreateTruncating(_strip.Norms[lane]), slack = double.CreateTruncating(_panels.Slack);
        for (nint g = 0; g < _groups.Count; g++)
        {
            if (!_needed[g])
            {
                // The centroid that the point leaves is now one of the others of its group.
                if (before != now && before >= _groups.Start(g) && before < _groups.Start(g + 1)) lower[g] = Math.Min(lower[g], Left(row, before));
                continue;
            }
            T* found = _found + 3 * Width * g + lane;
            T score = int.CreateTruncating(found[2 * Width]) == now ? found[Width] : found[0];
            if (T.IsPositiveInfinity(score) && _groups.Length(g) == 1)
            {
                lower[g] = double.PositiveInfinity;
                continue;
            }
            double bound = double.CreateTruncating(_panels.BoundOf(_strip.Norms[lane], score));
            double squared = norm * (1 - slack) + 2 * double.CreateTruncating(score) - 2 * bound;
            lower[g] = squared > 0 ? Math.Sqrt(squared) * CentroidMoves.Down : 0;
        }
    }

    private double Left(int row, int label) =>
        Math.Sqrt(DirectDistance.Squared<T, W>(_rows.Row(row), _rows.Offset, _panels.Centroids + (nint)label * _rows.Dimension, _rows.Dimension)) * CentroidMoves.Down;
}
