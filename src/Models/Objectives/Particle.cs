namespace AutoDiff.Models.Objectives;

/// <summary>
/// A charged particle between two fixed charges, one of which the control w moves: where it crosses the axis is a function of w whose evaluation needs the
/// gradient of the potential, and whose own derivative is therefore of second order.
/// </summary>
public static partial class Particle
{
    private const double TimeStep = 0.1;

    /// <summary>Σ 1/|z − charge| of the charges (10, 10 − w) and (10, 0) at z = (x, y).</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Potential(double x, double y, [NoGradient] double w)
    {
        double dx = x - 10, dy = y - (10 - w);
        return 1 / Math.Sqrt(dx * dx + dy * dy) + 1 / Math.Sqrt(dx * dx + y * y);
    }

    /// <summary>Squared abscissa where the particle crosses the axis; the force by reverse mode.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double CrossingByReverse(double w)
    {
        double x = 0, y = 8, velocityX = 0.75, velocityY = 0;
        while (true)
        {
            PotentialGradient(x, y, w, out double slopeX, out double slopeY);
            x += TimeStep * velocityX;
            y += TimeStep * velocityY;
            if (y <= 0)
            {
                double crossing = x - y / velocityY * velocityX;
                return crossing * crossing;
            }
            velocityX -= TimeStep * slopeX;
            velocityY -= TimeStep * slopeY;
        }
    }

    /// <summary>Squared abscissa where the particle crosses the axis; the force by forward mode.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double CrossingByForward(double w)
    {
        double x = 0, y = 8, velocityX = 0.75, velocityY = 0;
        while (true)
        {
            PotentialJvp(x, 1, y, 0, w, out double slopeX);
            PotentialJvp(x, 0, y, 1, w, out double slopeY);
            x += TimeStep * velocityX;
            y += TimeStep * velocityY;
            if (y <= 0)
            {
                double crossing = x - y / velocityY * velocityX;
                return crossing * crossing;
            }
            velocityX -= TimeStep * slopeX;
            velocityY -= TimeStep * slopeY;
        }
    }
}
