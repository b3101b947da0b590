namespace AutoDiff.Models.Objectives;

/// <summary>The objective of K-Means as a function of the centroids.</summary>
public static partial class ClusterCost
{
    /// <summary>Σ_i min_j |centroid_j − point_i|².</summary>
    /// <param name="points">[n, d].</param>
    /// <param name="centroids">[k, d].</param>
    /// <param name="d">Dimension.</param>
    [Differentiable(Modes = Modes.Gradient | Modes.Hvp)]
    public static double Cost([NoGradient] ReadOnlySpan<double> points, ReadOnlySpan<double> centroids, int d)
    {
        int n = points.Length / d, k = centroids.Length / d;
        double cost = 0;
        for (int i = 0; i < n; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int j = 0; j < k; j++)
            {
                double distance = 0;
                for (int r = 0; r < d; r++)
                {
                    double difference = centroids[j * d + r] - points[i * d + r];
                    distance += difference * difference;
                }
                if (distance < nearest) nearest = distance;
            }
            cost += nearest;
        }
        return cost;
    }
}
