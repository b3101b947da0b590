namespace AutoDiff.Models.Objectives;

/// <summary>Fit of a polynomial to the sign function.</summary>
public static partial class LeastSquares
{
    /// <summary>½ Σ_i (sign t_i − Σ_j x_j t_i^j)² at the points t_i = −1 + 2i/(n − 1), i &lt; n.</summary>
    /// <param name="x">Coefficients, lowest degree first.</param>
    /// <param name="n">Number of points, two or more.</param>
    [Differentiable]
    public static double Objective(ReadOnlySpan<double> x, int n)
    {
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            double t = -1 + 2.0 * i / (n - 1);
            double residual = t > 0 ? 1 : t < 0 ? -1 : 0;
            double power = 1;
            for (int j = 0; j < x.Length; j++)
            {
                residual -= x[j] * power;
                power *= t;
            }
            total += residual * residual;
        }
        return 0.5 * total;
    }
}
