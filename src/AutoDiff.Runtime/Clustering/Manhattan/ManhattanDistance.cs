using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Clustering;

/// <summary>Sums of absolute differences in double.</summary>
internal static unsafe class ManhattanDistance
{
    /// <summary>A row relative to the offset, as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen<T, W>(in PointRows<T> rows, nint row, double* wide)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        T* x = rows.Row(row);
        double* offset = rows.WideOffset;
        nint k = 0;
        for (; k <= rows.Dimension - W.Count; k += W.Count) W.Store(WideLoad.Load<T, W>(x + k) - W.Load(ref *offset, k), ref *wide, k);
        for (; k < rows.Dimension; k++) wide[k] = double.CreateTruncating(x[k]) - offset[k];
    }

    /// <summary>Σ |x - c|, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of<W>(double* x, double* centroid, nint dimension)
        where W : struct, ISimdBits<W, double>
    {
        W sum0 = W.Zero, sum1 = W.Zero;
        nint k = 0;
        for (; k <= dimension - 2 * W.Count; k += 2 * W.Count)
        {
            sum0 += W.Abs(W.Load(ref *x, k) - W.Load(ref *centroid, k));
            sum1 += W.Abs(W.Load(ref *x, k + W.Count) - W.Load(ref *centroid, k + W.Count));
        }
        double total = W.Sum(sum0 + sum1);
        for (; k < dimension; k++) total += Math.Abs(x[k] - centroid[k]);
        return total;
    }

    /// <summary>The nearest centroid; the lowest number wins ties.</summary>
    public static int Nearest<W>(double* x, double* centroids, int clusters, nint dimension, out double distance)
        where W : struct, ISimdBits<W, double>
    {
        int nearest = 0;
        distance = Of<W>(x, centroids, dimension);
        for (int j = 1; j < clusters; j++)
        {
            double other = Of<W>(x, centroids + j * dimension, dimension);
            if (other < distance) (nearest, distance) = (j, other);
        }
        return nearest;
    }
}
