namespace AutoDiff.Models.Objectives;

/// <summary>Residuals of bundle adjustment, the second objective of ADBench: cameras and points that explain where points were seen.</summary>
public static partial class BundleAdjustment
{
    /// <summary>Numbers of a camera: rotation vector, centre, focal length, principal point, radial distortion.</summary>
    public const int CameraSize = 11;

    /// <summary>Entries of a row of the Jacobian of one observation: its camera, its point, its weight.</summary>
    public const int RowSize = CameraSize + 3 + 1;

    /// <summary>weight · (projection of the point − feature), both components.</summary>
    /// <param name="camera">r(3), centre(3), f, u(2), k(2).</param>
    /// <param name="point">Coordinates in the world, [3].</param>
    /// <param name="weight">Weight of the observation.</param>
    /// <param name="featureX">Where the point was seen.</param>
    /// <param name="featureY">Where the point was seen.</param>
    [Differentiable(Modes = Modes.Vjp | Modes.Jacobian)]
    public static (double X, double Y) ReprojectionError(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, [NoGradient] double featureX, [NoGradient] double featureY)
    {
        double y0 = point[0] - camera[3], y1 = point[1] - camera[4], y2 = point[2] - camera[5];
        double r0 = camera[0], r1 = camera[1], r2 = camera[2];
        double squaredAngle = r0 * r0 + r1 * r1 + r2 * r2;
        double p0, p1, p2;
        if (squaredAngle != 0)
        {
            // Rodrigues' formula.
            double angle = Math.Sqrt(squaredAngle), cos = Math.Cos(angle), sin = Math.Sin(angle);
            double u0 = r0 / angle, u1 = r1 / angle, u2 = r2 / angle;
            double along = (u0 * y0 + u1 * y1 + u2 * y2) * (1 - cos);
            p0 = y0 * cos + (u1 * y2 - u2 * y1) * sin + u0 * along;
            p1 = y1 * cos + (u2 * y0 - u0 * y2) * sin + u1 * along;
            p2 = y2 * cos + (u0 * y1 - u1 * y0) * sin + u2 * along;
        }
        else
        {
            p0 = y0 + (r1 * y2 - r2 * y1);
            p1 = y1 + (r2 * y0 - r0 * y2);
            p2 = y2 + (r0 * y1 - r1 * y0);
        }
        double x = p0 / p2, y = p1 / p2;
        double squaredRadius = x * x + y * y;
        double distortion = 1 + camera[9] * squaredRadius + camera[10] * squaredRadius * squaredRadius;
        return (
            weight * (camera[6] * distortion * x + camera[7] - featureX),
            weight * (camera[6] * distortion * y + camera[8] - featureY));
    }

    /// <summary>1 − weight²: pulls the weight of an observation to one.</summary>
    [Differentiable]
    public static double WeightError(double weight) => 1 - weight * weight;
}
