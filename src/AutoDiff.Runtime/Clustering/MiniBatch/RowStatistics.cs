using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Offset and mean variance of data.</summary>
internal sealed class RowStatistics<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    /// <exception cref="ArgumentException">The squares overflow.</exception>
    public RowStatistics(RowData<T> data)
    {
        Offset = new T[data.Dimension];
        var action = new Action(data, Offset);
        Widths.Run<T, Action>(ref action);
        MeanVariance = action.MeanVariance;
        if (double.IsFinite(MeanVariance)) return;
        data.CheckFinite(nameof(data));
        throw new ArgumentException("The squares of the data are infinite in double. Divide the data by a power of ten.");
    }

    /// <summary>The column means, rounded to T.</summary>
    public T[] Offset { get; }

    /// <summary>Mean of the columns' population variances.</summary>
    public double MeanVariance { get; }

    private struct Action(RowData<T> data, T[] offset) : IWidthAction<T>
    {
        public double MeanVariance { get; private set; }

        public unsafe void Run<V, W>()
            where V : struct, ISimdBits<V, T>
            where W : struct, ISimdBits<W, double>
        {
            var workspace = Workspace.Current;
            using var frame = workspace.BeginFrame();
            int dimension = data.Dimension;
            double* mean = Scratch.Rent<double>(workspace, dimension), variance = Scratch.Rent<double>(workspace, dimension);
            fixed (T* origin = &data.Origin)
                ColumnStatistics.Compute<T, W>(new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = dimension }, mean, variance);
            for (int k = 0; k < dimension; k++)
            {
                MeanVariance += variance[k] / dimension;
                offset[k] = T.CreateTruncating(mean[k]);
            }
        }
    }
}
