using AutoDiff.Models.Objectives;

namespace AutoDiff.Gradients.Tests.Language;

/// <summary>Methods with hand-written rules, and callers of them and of another assembly's methods.</summary>
public static partial class Ruled
{
    /// <summary>No method that the language could look into: a table, a library.</summary>
    public static double Cubed(double x) => Math.ScaleB(x * x * x, 0);

    [DerivativeOf(nameof(Cubed))]
    public static double CubedDerivative(double x) => 3 * x * x;

    public static double Area(double a, double b) => Math.ScaleB(a * b, 0);

    [DerivativeOf(nameof(Area))]
    public static (double, double) AreaDerivatives(double a, double b) => (b, a);

    [DerivativeOf(typeof(Math), nameof(Math.BitIncrement))]
    public static double BitIncrementDerivative(double x) => 1 + 0 * x;

    public static double SquaredNorm(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        foreach (double v in x) sum += v * v;
        return Math.ScaleB(sum * scale, 0);
    }

    [DerivativeOf(nameof(SquaredNorm))]
    public static double SquaredNormGradient(ReadOnlySpan<double> x, double scale, Span<double> dX, out double dScale)
    {
        dScale = 0;
        for (int i = 0; i < x.Length; i++)
        {
            dX[i] = 2 * scale * x[i];
            dScale += x[i] * x[i];
        }
        return dScale * scale;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double OfNumbers(double x, double y) => Cubed(x * y) + Area(x, Math.Sin(y)) * Math.BitIncrement(x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double InLoop(ReadOnlySpan<double> x, double y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 0) sum += Area(x[i], y * sum + 1);
        }
        return sum;
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double OfArrays(ReadOnlySpan<double> x, double y) => SquaredNorm(x, y * y) * x[0];

    /// <summary>Calls a method of a library of which only the compiled assembly is there.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double OfOtherAssembly(ReadOnlySpan<double> x, double y) => LeastSquares.Objective(x, 7) * Hello.Square(y) + y;
}
