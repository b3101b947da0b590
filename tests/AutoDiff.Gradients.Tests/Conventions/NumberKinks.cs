namespace AutoDiff.Gradients.Tests.Conventions;

/// <summary>The same kinks in programs of numbers, which stay scalar: the loops may end early.</summary>
public static partial class NumberKinks
{
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Absolute(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += Math.Abs(x[i]);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Rectified(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += Math.Max(x[i], 0);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Larger(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += Math.Max(x[i], y[i]);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Clamped(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += Math.Clamp(x[i], -1, 1);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Root(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && !(sum < -1); i++) sum += Math.Sqrt(x[i]);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double RootOfPositives(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += x[i] > 0 ? Math.Sqrt(x[i]) : 0;
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Hypotenuse(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += double.Hypot(x[i], y[i]);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Angle(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += Math.Atan2(x[i], y[i]);
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double PowerOfBoth(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length && sum < 1e300; i++) sum += Math.Pow(x[i], y[i]);
        return sum;
    }
}
