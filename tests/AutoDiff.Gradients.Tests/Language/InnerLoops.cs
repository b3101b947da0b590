using System.Numerics;

namespace AutoDiff.Gradients.Tests.Language;

/// <summary>Programs whose outer loop stays and whose inner loops run on vectors where they stand, for <see cref="InnerLoopTests"/>.</summary>
public static partial class InnerLoops
{
    /// <summary>A recurrence of whole rows: products, functions, a condition, two sums, an element that stays the same, an update in place.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Steps<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, T rate, int steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> state = new T[x.Length];
        Span<T> change = new T[x.Length];
        for (int i = 0; i < x.Length; i++) state[i] = x[i];
        T total = T.Zero;
        for (int t = 0; t < steps; t++)
        {
            T norm = T.One;
            for (int i = 0; i < x.Length; i++) norm += state[i] * state[i] - T.CreateChecked(0.125) * w[i];
            T factor = rate / norm;
            for (int i = 0; i < x.Length; i++)
            {
                T inner = state[i] * w[i] + w[0];
                change[i] = inner > T.Zero ? T.Tanh(inner) * factor : inner * factor;
            }
            for (int i = 0; i < x.Length; i++) state[i] += change[i];
            for (int i = 0; i < x.Length; i++) total += T.Exp(-state[i]) * change[i];
        }
        return total;
    }

    /// <summary>Columns of a triangle: the start of the inner loop moves with the outer counter.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Triangle(ReadOnlySpan<double> x, ReadOnlySpan<double> lower)
    {
        int d = x.Length;
        Span<double> y = new double[d];
        for (int column = 0; column < d; column++)
        {
            int start = column * d - column * (column + 1) / 2;
            for (int r = column; r < d; r++) y[r] += lower[start + r] * x[column];
        }
        double sum = 0;
        for (int r = 0; r < d; r++) sum += y[r] * y[r];
        return sum;
    }

    /// <summary>The inner loop runs beyond the end of w where w is shorter than x.</summary>
    [Differentiable]
    public static double Unguarded(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int steps)
    {
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            double scale = Math.Sin(sum);
            for (int i = 0; i < x.Length; i++) sum += (x[i] - scale) * w[i];
        }
        return sum;
    }

    /// <summary>An inner loop of a known length.</summary>
    [Differentiable]
    public static double Fixed(ReadOnlySpan<double> x, int steps)
    {
        Span<double> state = stackalloc double[37];
        for (int i = 0; i < 37; i++) state[i] = x[i];
        for (int t = 0; t < steps; t++)
        {
            double first = state[0];
            for (int i = 0; i < 37; i++) state[i] = Math.Sin(state[i] + first);
        }
        return state[0] * state[36];
    }
}
