using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Clustering;

/// <summary>Distances by differences in double: what decides when the scores of the fused kernel are too close.</summary>
internal static unsafe class DirectDistance
{
    /// <summary>|x - offset - centroid|^2 without cancellation, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squared<T, W>(T* x, T* offset, double* centroid, nint dimension)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        W sum0 = W.Zero, sum1 = W.Zero;
        nint k = 0;
        for (; k <= dimension - 2 * W.Count; k += 2 * W.Count)
        {
            W a = WideLoad.Load<T, W>(x + k) - WideLoad.Load<T, W>(offset + k) - W.Load(ref *centroid, k);
            W b = WideLoad.Load<T, W>(x + k + W.Count) - WideLoad.Load<T, W>(offset + k + W.Count) - W.Load(ref *centroid, k + W.Count);
            sum0 = W.Fma(a, a, sum0);
            sum1 = W.Fma(b, b, sum1);
        }
        double total = W.Sum(sum0 + sum1);
        for (; k < dimension; k++)
        {
            double difference = double.CreateTruncating(x[k]) - double.CreateTruncating(offset[k]) - centroid[k];
            total += difference * difference;
        }
        return total;
    }

    /// <summary>The nearest centroid; the lowest number wins ties.</summary>
    public static int Nearest<T, W>(T* x, T* offset, double* centroids, int clusters, nint dimension, out double squared)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        int nearest = 0;
        squared = Squared<T, W>(x, offset, centroids, dimension);
        for (int j = 1; j < clusters; j++)
        {
            double distance = Squared<T, W>(x, offset, centroids + j * dimension, dimension);
            if (distance < squared) (nearest, squared) = (j, distance);
        }
        return nearest;
    }
}
