using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>The silhouettes of all points, a point at a time: one row of distances is summed by cluster and forgotten.</summary>
internal ref struct SilhouetteAction<T>(RowData<T> data, int[] labels, int[] counts, Span<double> values) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsOfPart = 64;
    private readonly Span<double> _values = values;

    public readonly unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        fixed (T* origin = &data.Origin)
        fixed (int* clusters = labels, sizes = counts)
        fixed (double* to = _values)
        {
            var job = new Job<W>
            {
                Rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = data.Dimension },
                Labels = clusters,
                Counts = sizes,
                Clusters = counts.Length,
                Values = to,
            };
            WorkerPool.Shared.Run(in job, (data.Count - 1) / RowsOfPart + 1);
        }
    }

    private unsafe struct Job<W> : IJob
        where W : struct, ISimdBits<W, double>
    {
        public PointRows<T> Rows;
        public int* Labels;
        public int* Counts;
        public int Clusters;
        public double* Values;

        public void Execute(int part, int worker)
        {
            var workspace = Workspace.Current;
            using var frame = workspace.BeginFrame();
            double* sums = Scratch.Rent<double>(workspace, Clusters), point = Scratch.Rent<double>(workspace, Rows.Dimension);
            T* zero = Scratch.Rent<T>(workspace, Rows.Dimension);
            new Span<T>(zero, Rows.Dimension).Clear();
            int end = (int)Math.Min((part + 1L) * RowsOfPart, Rows.Count);
            for (int i = part * RowsOfPart; i < end; i++)
            {
                new Span<double>(sums, Clusters).Clear();
                for (int k = 0; k < Rows.Dimension; k++) point[k] = double.CreateTruncating(Rows.Row(i)[k]);
                for (int j = 0; j < Rows.Count; j++) sums[Labels[j]] += Math.Sqrt(DirectDistance.Squared<T, W>(Rows.Row(j), zero, point, Rows.Dimension));
                Values[i] = Silhouette(sums, Labels[i]);
            }
        }

        private readonly double Silhouette(double* sums, int own)
        {
            if (Counts[own] == 1) return 0;
            double inside = sums[own] / (Counts[own] - 1), outside = double.PositiveInfinity;
            for (int j = 0; j < Clusters; j++)
                if (j != own) outside = Math.Min(outside, sums[j] / Counts[j]);
            double larger = Math.Max(inside, outside);
            return larger == 0 ? 0 : (outside - inside) / larger;
        }
    }
}
