namespace AutoDiff.Models.Objectives;

/// <summary>A problem of bundle adjustment.</summary>
/// <param name="cameras">[n, 11].</param>
/// <param name="points">[m, 3].</param>
/// <param name="weights">[p].</param>
/// <param name="features">Where points were seen, [p, 2].</param>
/// <param name="seen">For each observation the camera and the point, [p, 2].</param>
public sealed class Scene(double[] cameras, double[] points, double[] weights, double[] features, int[] seen)
{
    public int Cameras => cameras.Length / BundleAdjustment.CameraSize;

    public int Points => points.Length / 3;

    public int Observations => weights.Length;

    public ReadOnlySpan<double> Camera(int observation) => cameras.AsSpan(BundleAdjustment.CameraSize * CameraOf(observation), BundleAdjustment.CameraSize);

    public ReadOnlySpan<double> Point(int observation) => points.AsSpan(3 * PointOf(observation), 3);

    public int CameraOf(int observation) => seen[2 * observation];

    public int PointOf(int observation) => seen[2 * observation + 1];

    public double Weight(int observation) => weights[observation];

    public (double X, double Y) Feature(int observation) => (features[2 * observation], features[2 * observation + 1]);

    /// <summary>All residuals.</summary>
    /// <param name="reprojection">Receives two for each observation.</param>
    /// <param name="weight">Receives one for each observation.</param>
    public void Residuals(Span<double> reprojection, Span<double> weight)
    {
        for (int i = 0; i < Observations; i++)
        {
            var (featureX, featureY) = Feature(i);
            (reprojection[2 * i], reprojection[2 * i + 1]) = BundleAdjustment.ReprojectionError(Camera(i), Point(i), Weight(i), featureX, featureY);
            weight[i] = BundleAdjustment.WeightError(Weight(i));
        }
    }
}
