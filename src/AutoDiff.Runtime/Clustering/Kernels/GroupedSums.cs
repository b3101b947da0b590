using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Clustering;

/// <summary>
/// Sums and squared distances of the rows of a strip, cluster by cluster: with few clusters and long rows, several rows share one trip of their
/// cluster's sums and centroid through the cache.
/// </summary>
internal static unsafe class GroupedSums
{
    /// <summary>With more clusters, too few rows of a strip share one.</summary>
    public const int MostClusters = 16;

    /// <summary>Shorter rows leave sums and centroids in the first level of the cache.</summary>
    public const int FewestFeatures = 128;

    /// <summary>Adds rows to the sums of their clusters, each sum in the order of the rows, and returns the sum of the squared distances to the centroids.</summary>
    public static double Add<T, W>(in PointRows<T> rows, nint first, nint count, int* labels, int clusters, double* centroids, double* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        T** members = stackalloc T*[checked((int)count)];
        int* ends = stackalloc int[MostClusters];
        Group(rows, first, count, labels, clusters, members, ends);
        return Add<T, W>(members, ends, clusters, rows.WideOffset, rows.Dimension, centroids, sums);
    }

    /// <summary>Addresses of the rows in the order of their labels, and where those of each cluster end.</summary>
    private static void Group<T>(in PointRows<T> rows, nint first, nint count, int* labels, int clusters, T** members, int* ends)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<int>(ends, clusters).Clear();
        for (nint i = 0; i < count; i++) ends[labels[i]]++;
        int start = 0;
        for (int j = 0; j < clusters; j++)
        {
            int next = start + ends[j];
            ends[j] = start;
            start = next;
        }
        for (nint i = 0; i < count; i++) members[ends[labels[i]]++] = rows.Row(first + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Add<T, W>(T** members, int* ends, int clusters, double* offset, nint dimension, double* centroid, double* sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        W squares0 = W.Zero, squares1 = squares0, squares2 = squares0, squares3 = squares0;
        double rest = 0;
        int start = 0;
        for (int j = 0; j < clusters; start = ends[j], j++, centroid += dimension, sum += dimension)
        {
            int end = ends[j];
            if (start == end) continue;
            nint k = 0;
            for (; k <= dimension - 4 * W.Count; k += 4 * W.Count)
            {
                W sum0 = W.Load(ref *sum, k), sum1 = W.Load(ref *sum, k + W.Count), sum2 = W.Load(ref *sum, k + 2 * W.Count), sum3 = W.Load(ref *sum, k + 3 * W.Count);
                W shift0 = W.Load(ref *offset, k), shift1 = W.Load(ref *offset, k + W.Count), shift2 = W.Load(ref *offset, k + 2 * W.Count), shift3 = W.Load(ref *offset, k + 3 * W.Count);
                W center0 = W.Load(ref *centroid, k), center1 = W.Load(ref *centroid, k + W.Count), center2 = W.Load(ref *centroid, k + 2 * W.Count), center3 = W.Load(ref *centroid, k + 3 * W.Count);
                for (int i = start; i < end; i++)
                {
                    T* x = members[i] + k;
                    W value0 = WideLoad.Load<T, W>(x) - shift0, value1 = WideLoad.Load<T, W>(x + W.Count) - shift1;
                    W value2 = WideLoad.Load<T, W>(x + 2 * W.Count) - shift2, value3 = WideLoad.Load<T, W>(x + 3 * W.Count) - shift3;
                    sum0 += value0; sum1 += value1; sum2 += value2; sum3 += value3;
                    value0 -= center0; value1 -= center1; value2 -= center2; value3 -= center3;
                    squares0 = W.Fma(value0, value0, squares0);
                    squares1 = W.Fma(value1, value1, squares1);
                    squares2 = W.Fma(value2, value2, squares2);
                    squares3 = W.Fma(value3, value3, squares3);
                }
                W.Store(sum0, ref *sum, k);
                W.Store(sum1, ref *sum, k + W.Count);
                W.Store(sum2, ref *sum, k + 2 * W.Count);
                W.Store(sum3, ref *sum, k + 3 * W.Count);
            }
            for (; k <= dimension - W.Count; k += W.Count)
            {
                W total = W.Load(ref *sum, k), shift = W.Load(ref *offset, k), center = W.Load(ref *centroid, k);
                for (int i = start; i < end; i++)
                {
                    W value = WideLoad.Load<T, W>(members[i] + k) - shift;
                    total += value;
                    value -= center;
                    squares0 = W.Fma(value, value, squares0);
                }
                W.Store(total, ref *sum, k);
            }
            for (; k < dimension; k++)
            {
                for (int i = start; i < end; i++)
                {
                    double value = double.CreateTruncating(members[i][k]) - offset[k], difference = value - centroid[k];
                    sum[k] += value;
                    rest += difference * difference;
                }
            }
        }
        return W.Sum((squares0 + squares1) + (squares2 + squares3)) + rest;
    }
}
