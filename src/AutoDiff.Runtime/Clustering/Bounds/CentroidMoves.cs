using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>What the bounds of all points lose when the centroids move, and how far each centroid is from the others. All values are rounded to the safe side.</summary>
internal unsafe struct CentroidMoves
{
    /// <summary>Far above the rounding of a distance in double, far below any gap that matters.</summary>
    public const double Up = 1 + 1e-12, Down = 1 - 1e-12;

    /// <summary>Distance that each centroid moved.</summary>
    public double* Shift;

    /// <summary>Largest of them in each group.</summary>
    public double* GroupShift;

    /// <summary>Half the distance of each centroid to the nearest other one: a point nearer than that belongs to it.</summary>
    public double* HalfGap;

    public static CentroidMoves Rent(Workspace workspace, int clusters, int groups) => new()
    {
        Shift = Scratch.Rent<double>(workspace, clusters),
        GroupShift = Scratch.Rent<double>(workspace, groups),
        HalfGap = Scratch.Rent<double>(workspace, clusters),
    };

    /// <param name="from">Centroids before.</param>
    /// <param name="to">Centroids now.</param>
    /// <param name="dimension">Number of features.</param>
    /// <param name="groups">Centroids cut into groups.</param>
    public readonly void Update<W>(double* from, double* to, int dimension, in EvenSplit groups)
        where W : struct, ISimdBits<W, double>
    {
        for (int g = 0; g < groups.Count; g++)
        {
            GroupShift[g] = 0;
            for (nint j = groups.Start(g); j < groups.Start(g + 1); j++)
            {
                Shift[j] = Math.Sqrt(Squared<W>(from + j * dimension, to + j * dimension, dimension)) * Up;
                GroupShift[g] = Math.Max(GroupShift[g], Shift[j]);
            }
        }
        Gaps<W>(to, dimension, (int)groups.Start(groups.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Gaps<W>(double* centroids, int dimension, int clusters)
        where W : struct, ISimdBits<W, double>
    {
        new Span<double>(HalfGap, clusters).Fill(double.PositiveInfinity);
        for (nint j = 0; j < clusters; j++)
        {
            for (nint i = j + 1; i < clusters; i++)
            {
                double half = Math.Sqrt(Squared<W>(centroids + i * dimension, centroids + j * dimension, dimension)) * (0.5 * Down);
                HalfGap[i] = Math.Min(HalfGap[i], half);
                HalfGap[j] = Math.Min(HalfGap[j], half);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Squared<W>(double* a, double* b, int dimension)
        where W : struct, ISimdBits<W, double>
    {
        W sum = W.Zero;
        nint k = 0;
        for (; k <= dimension - W.Count; k += W.Count)
        {
            W difference = W.Load(ref *a, k) - W.Load(ref *b, k);
            sum = W.Fma(difference, difference, sum);
        }
        double total = W.Sum(sum);
        for (; k < dimension; k++) total += (a[k] - b[k]) * (a[k] - b[k]);
        return total;
    }
}
