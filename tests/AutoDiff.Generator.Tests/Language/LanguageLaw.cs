namespace AutoDiff.Generator.Tests.Language;

/// <summary>What a method of a table owes at a point, in both modes.</summary>
internal static class LanguageLaw
{
    /// <summary>
    /// The value is that of the method; the gradients are those expected (null for a parameter that is no number or array of numbers), or, where none are given, the central differences;
    /// each tangent is the entry of the gradient.
    /// </summary>
    public static void Holds(LanguageMethod method, double[][] arguments, double[]?[]? expected = null)
    {
        double plain = method.Value(arguments);
        var (value, gradients) = method.Gradient(arguments);
        Assert.True(Near(plain, value, 1e-13), $"{method.Name}: value {value:R}, the method gives {plain:R}");
        for (int i = 0; i < arguments.Length; i++)
            for (int j = 0; j < arguments[i].Length; j++)
            {
                if (!method.IsDifferentiated(i)) continue;
                double want = expected is null ? Difference(method, arguments, i, j) : expected[i]![j];
                Assert.True(Near(want, gradients[i][j], expected is null ? 1e-6 : 1e-13), $"{method.Name}: gradient {i}[{j}] is {gradients[i][j]:R}, expected {want:R}");
                var (again, tangent) = method.Tangent(arguments, Direction(arguments, i, j));
                Assert.True(Near(plain, again, 1e-13), $"{method.Name}: value with tangent {again:R}, the method gives {plain:R}");
                Assert.True(Near(gradients[i][j], tangent, 1e-12), $"{method.Name}: tangent along {i}[{j}] is {tangent:R}, the gradient {gradients[i][j]:R}");
            }
    }

    private static double[][] Direction(double[][] arguments, int i, int j)
    {
        double[][] direction = [.. arguments.Select(a => new double[a.Length])];
        direction[i][j] = 1;
        return direction;
    }

    private static double Difference(LanguageMethod method, double[][] arguments, int i, int j)
    {
        double h = 6e-6 * Math.Max(1, Math.Abs(arguments[i][j]));
        double At(double step)
        {
            double[][] moved = [.. arguments.Select(a => a.ToArray())];
            moved[i][j] += step;
            return method.Value(moved);
        }
        return (At(h) - At(-h)) / (2 * h);
    }

    private static bool Near(double a, double b, double tolerance) => a.Equals(b) || Math.Abs(a - b) <= tolerance * (1 + Math.Abs(a));
}
