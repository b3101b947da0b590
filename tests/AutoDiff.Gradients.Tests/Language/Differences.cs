namespace AutoDiff.Gradients.Tests.Language;

/// <summary>Central differences of functions of one number.</summary>
internal static class Differences
{
    public static double Of(Func<double, double> f, double x)
    {
        double h = 6e-6 * Math.Max(1, Math.Abs(x));
        return (f(x + h) - f(x - h)) / (2 * h);
    }
}
