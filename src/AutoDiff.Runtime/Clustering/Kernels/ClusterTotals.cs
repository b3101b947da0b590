using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>What an update of the centroids needs of some rows, in double, and relative to the offset.</summary>
internal readonly unsafe struct ClusterTotals(double* memory, int clusters, int dimension)
{
    /// <summary>Sum of weight * (x - offset), [clusters, dimension].</summary>
    public double* Sums => memory;

    /// <summary>Sum of the weights.</summary>
    public double* Weights => memory + (nint)clusters * dimension;

    /// <summary>Number of points whose weight is not 0.</summary>
    public double* Counts => memory + (nint)clusters * dimension + clusters;

    /// <summary>Sum of weight * squared distance to the centroid.</summary>
    public ref double Inertia => ref memory[Length - 2];

    /// <summary>Points whose label changed.</summary>
    public ref double Changed => ref memory[Length - 1];

    public nint Length => LengthFor(clusters, dimension);

    public static nint LengthFor(int clusters, int dimension) => (nint)clusters * dimension + 2 * clusters + 2;

    public static ClusterTotals Rent(Workspace workspace, int clusters, int dimension) =>
        new(Scratch.Rent<double>(workspace, LengthFor(clusters, dimension)), clusters, dimension);

    public void Clear() => new Span<double>(memory, checked((int)Length)).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add<W>(in ClusterTotals other)
        where W : struct, ISimdBits<W, double>
    {
        double* from = other.Sums;
        nint i = 0;
        for (; i <= Length - W.Count; i += W.Count) W.Store(W.Load(ref *memory, i) + W.Load(ref *from, i), ref *memory, i);
        for (; i < Length; i++) memory[i] += from[i];
    }

    /// <summary>Adds successive rows by their labels; the weights are null where all are 1. Inertia is by differences, without cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRows<T, W>(in PointRows<T> rows, nint first, nint count, int* labels, double* weights, double* centroids)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        bool grouped = weights is null && clusters <= GroupedSums.MostClusters && dimension >= GroupedSums.FewestFeatures;
        Inertia += grouped ? GroupedSums.Add<T, W>(rows, first, count, labels, clusters, centroids, Sums)
            : weights is null ? Add<T, W>(rows.Row(first), rows.Step, rows.WideOffset, count, rows.Dimension, labels, centroids, Sums)
            : AddWeighted<T, W>(rows.Row(first), rows.Step, rows.WideOffset, count, rows.Dimension, labels, weights, centroids, Sums);
        for (nint i = 0; i < count; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            Weights[labels[i]] += weight;
            if (weight > 0) Counts[labels[i]]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Add<T, W>(T* x, nint step, double* offset, nint count, nint dimension, int* labels, double* centroids, double* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        W squares = W.Zero;
        double rest = 0;
        for (nint i = 0; i < count; i++, x += step)
        {
            double* centroid = centroids + labels[i] * dimension, sum = sums + labels[i] * dimension;
            nint k = 0;
            for (; k <= dimension - W.Count; k += W.Count)
            {
                W value = WideLoad.Load<T, W>(x + k) - W.Load(ref *offset, k);
                W difference = value - W.Load(ref *centroid, k);
                W.Store(W.Load(ref *sum, k) + value, ref *sum, k);
                squares = W.Fma(difference, difference, squares);
            }
            for (; k < dimension; k++)
            {
                double value = double.CreateTruncating(x[k]) - offset[k], difference = value - centroid[k];
                sum[k] += value;
                rest += difference * difference;
            }
        }
        return W.Sum(squares) + rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double AddWeighted<T, W>(
        T* x, nint step, double* offset, nint count, nint dimension, int* labels, double* weights, double* centroids, double* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        W squares = W.Zero;
        double rest = 0;
        for (nint i = 0; i < count; i++, x += step)
        {
            double* centroid = centroids + labels[i] * dimension, sum = sums + labels[i] * dimension;
            double weight = weights[i];
            W factor = W.Broadcast(weight);
            nint k = 0;
            for (; k <= dimension - W.Count; k += W.Count)
            {
                W value = WideLoad.Load<T, W>(x + k) - W.Load(ref *offset, k);
                W difference = value - W.Load(ref *centroid, k);
                W.Store(W.Fma(factor, value, W.Load(ref *sum, k)), ref *sum, k);
                squares = W.Fma(factor * difference, difference, squares);
            }
            for (; k < dimension; k++)
            {
                double value = double.CreateTruncating(x[k]) - offset[k], difference = value - centroid[k];
                sum[k] += weight * value;
                rest += weight * difference * difference;
            }
        }
        return W.Sum(squares) + rest;
    }
}
