namespace AutoDiff.Models.Objectives;

/// <summary>An ordinary differential equation by the classic Runge-Kutta method of order four.</summary>
public static partial class RungeKutta
{
    /// <summary>
    /// Solves y' = f(y), y(0) = 0 to time 2, where f_0 = x_0 and f_i = x_i y_(i−1), and returns the last component.
    /// </summary>
    /// <param name="x">Coefficients.</param>
    /// <param name="steps">Number of steps.</param>
    [Differentiable]
    public static double LastComponent(ReadOnlySpan<double> x, int steps)
    {
        Span<double> y = new double[x.Length];
        Solve(x, steps, y);
        return y[x.Length - 1];
    }

    /// <summary>The whole solution at time 2.</summary>
    /// <param name="x">Coefficients.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="y">Receives the solution, as long as x.</param>
    [Differentiable(Modes = Modes.Vjp)]
    public static void Solve(ReadOnlySpan<double> x, int steps, Span<double> y)
    {
        int n = x.Length;
        double h = 2.0 / steps;
        Span<double> point = new double[n];
        Span<double> slope1 = new double[n];
        Span<double> slope2 = new double[n];
        Span<double> slope3 = new double[n];
        Span<double> slope4 = new double[n];
        for (int i = 0; i < n; i++) y[i] = 0;
        for (int step = 0; step < steps; step++)
        {
            Slope(x, y, slope1);
            for (int i = 0; i < n; i++) point[i] = y[i] + 0.5 * h * slope1[i];
            Slope(x, point, slope2);
            for (int i = 0; i < n; i++) point[i] = y[i] + 0.5 * h * slope2[i];
            Slope(x, point, slope3);
            for (int i = 0; i < n; i++) point[i] = y[i] + h * slope3[i];
            Slope(x, point, slope4);
            for (int i = 0; i < n; i++) y[i] += h / 6 * (slope1[i] + 2 * slope2[i] + 2 * slope3[i] + slope4[i]);
        }
    }

    [Differentiable(Modes = Modes.Vjp)]
    private static void Slope(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slope)
    {
        slope[0] = x[0];
        for (int i = 1; i < x.Length; i++) slope[i] = x[i] * y[i - 1];
    }
}
