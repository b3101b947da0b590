namespace AutoDiff.Clustering;

/// <summary>Gives each empty cluster half of the heaviest one.</summary>
internal static unsafe class Splitting
{
    private const double Step = 1.0 / 1024;

    /// <summary>The donor moves by +step, -step, +step ... along the features, the copy the other way.</summary>
    /// <param name="totals">Weights; those of donor and copy are halved, so that the next split looks elsewhere.</param>
    /// <param name="moved">New centroids of the clusters that have points.</param>
    /// <param name="dimension">Features.</param>
    /// <param name="empty">The clusters without points.</param>
    /// <param name="spread">Standard deviation of the data.</param>
    public static int Apply(in ClusterTotals totals, double* moved, int dimension, List<int> empty, double spread)
    {
        int clusters = (int)(totals.Counts - totals.Weights);
        foreach (int j in empty)
        {
            int donor = CentroidUpdate.Heaviest(totals.Weights, clusters);
            double* from = moved + (nint)donor * dimension, to = moved + (nint)j * dimension;
            for (int k = 0; k < dimension; k++)
            {
                double step = (k & 1) == 0 ? Step * spread : -Step * spread;
                to[k] = from[k] - step;
                from[k] += step;
            }
            totals.Weights[donor] /= 2;
            totals.Weights[j] = totals.Weights[donor];
        }
        return empty.Count;
    }
}
