namespace AutoDiff.Models.Objectives;

/// <summary>Gradient descent whose rate doubles after ten successes and halves after a failure.</summary>
public static class Descent
{
    /// <summary>The first rate.</summary>
    public const double InitialRate = 1e-5;

    /// <summary>The descent ends where the gradient or the step is not longer than this.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Successes in a row after which the rate doubles.</summary>
    public const int Patience = 10;

    /// <summary>Value and gradient at a point.</summary>
    /// <param name="x">The point.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The value.</returns>
    public delegate double Objective(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Minimises from a start; returns where it stopped.</summary>
    public static double[] Minimize(ReadOnlySpan<double> start, Objective objective)
    {
        double[] x = start.ToArray(), gradient = new double[x.Length], next = new double[x.Length], nextGradient = new double[x.Length];
        double rate = InitialRate, value = objective(x, gradient);
        int count = 0;
        while (Length(gradient) > Tolerance)
        {
            if (count == Patience)
            {
                rate *= 2;
                count = 0;
                continue;
            }
            double squaredStep = 0;
            for (int i = 0; i < x.Length; i++)
            {
                next[i] = x[i] - rate * gradient[i];
                squaredStep += (x[i] - next[i]) * (x[i] - next[i]);
            }
            if (Math.Sqrt(squaredStep) <= Tolerance) break;
            double nextValue = objective(next, nextGradient);
            if (nextValue < value)
            {
                (x, next) = (next, x);
                (gradient, nextGradient) = (nextGradient, gradient);
                value = nextValue;
                count++;
            }
            else
            {
                rate /= 2;
                count = 0;
            }
        }
        return x;
    }

    private static double Length(double[] gradient)
    {
        double sum = 0;
        foreach (double g in gradient) sum += g * g;
        return Math.Sqrt(sum);
    }
}
