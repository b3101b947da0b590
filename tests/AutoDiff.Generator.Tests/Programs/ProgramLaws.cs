namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Holds a program to each <see cref="ProgramLaw"/> in turn, so that the first one it breaks names the part of the compiler.</summary>
internal sealed class ProgramLaws(LoadedProgram loaded, GeneratedModes modes)
{
    private readonly ValueCall<double> _value = loaded.Call<ValueCall<double>, double>("Value"), _traced = loaded.Call<ValueCall<double>, double>("Traced");
    private readonly System.Reflection.MethodInfo _take = loaded.Driver.Assembly.GetType("Path")!.GetMethod("Take")!;
    private readonly ProgramPoint _at = ProgramPoint.Random(loaded.Program.Seed), _direction = ProgramPoint.Random(loaded.Program.Seed + 1);

    /// <summary>Entries of gradients, and those among them at kinks, where no difference can tell.</summary>
    public static int Entries, AtKinks;

    public ProgramFailure? Check()
    {
        double expected = Value(_at);
        var differences = ProgramDifferences.Of(_at, Value, Path);
        Interlocked.Add(ref Entries, ProgramPoint.Length);
        Interlocked.Add(ref AtKinks, differences.AtKinks);
        try
        {
            return Interpreted(differences, expected) ?? (modes == GeneratedModes.None ? null : Generated(differences, expected));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Broken(ProgramLaw.Returns, error.ToString());
        }
    }

    private ProgramFailure? Interpreted(ProgramDifferences differences, double expected)
    {
        var program = new InterpretedProgram(loaded.Function);
        if (!program.IsPossible) return null;
        double value = program.Value(_at);
        if (!Near(value, expected, 1e-10)) return Broken(ProgramLaw.Bound, $"value {value:R}, the method gives {expected:R}\n{AutoDiff.Generator.Ir.Printer.Print(loaded.Function)}");
        var gradient = program.Gradient(_at, optimized: false, out value, out string text);
        if (!Near(value, expected, 1e-10)) return Broken(ProgramLaw.Reverse, $"value {value:R}, the method gives {expected:R}\n{text}");
        if (differences.Mismatch(gradient) is { } mismatch) return Broken(ProgramLaw.Reverse, mismatch + "\n" + text);
        double tangent = program.Tangent(_at, _direction, out text);
        if (!IsTangent(tangent, gradient)) return Broken(ProgramLaw.Forward, $"tangent {tangent:R}, the gradient gives {Product(gradient):R}\n{text}");
        var optimized = program.Gradient(_at, optimized: true, out value, out text);
        if (!Near(value, expected, 1e-10)) return Broken(ProgramLaw.Optimized, $"value {value:R}, the method gives {expected:R}\n{text}");
        for (int i = 0; i < ProgramPoint.Length; i++)
            if (!Near(optimized[i], gradient[i], 1e-9)) return Broken(ProgramLaw.Optimized, $"d{ProgramPoint.NameOf(i)} {optimized[i]:R}, before optimization {gradient[i]:R}\n{text}");
        return null;
    }

    private ProgramFailure? Generated(ProgramDifferences differences, double expected)
    {
        var gradient = Gradient<double>(out double value);
        if (!Near(value, expected, 1e-11)) return Broken(ProgramLaw.Value, $"{value:R}, the method gives {expected:R}");
        if (differences.Mismatch(gradient) is { } mismatch) return Broken(ProgramLaw.Gradient, mismatch);
        if (modes == GeneratedModes.GradientAndTangent)
        {
            double[] y = [double.NaN], tangent = [double.NaN];
            loaded.Call<TangentCall<double>, double>("Tangent")(_at.Numbers, _at.X, _at.W, ProgramPoint.Trips, _direction.Numbers, _direction.X, _direction.W, y, tangent);
            if (!Near(y[0], expected, 1e-11)) return Broken(ProgramLaw.Tangent, $"value {y[0]:R}, the method gives {expected:R}");
            if (!IsTangent(tangent[0], gradient)) return Broken(ProgramLaw.Tangent, $"tangent {tangent[0]:R}, the gradient gives {Product(gradient):R}");
        }
        return Single(gradient, expected);
    }

    private ProgramFailure? Single(ProgramPoint gradient, double expected)
    {
        var single = Gradient<float>(out double value);
        double scale = 1 + Math.Abs(expected) + Enumerable.Range(0, ProgramPoint.Length).Max(i => Math.Abs(gradient[i]));
        if (!(Math.Abs(value - expected) <= 1e-4 * scale)) return Broken(ProgramLaw.Float, $"value {value:R} in float, {expected:R} in double");
        for (int i = 0; i < ProgramPoint.Length; i++)
            if (!(Math.Abs(single[i] - gradient[i]) <= 2e-3 * scale)) return Broken(ProgramLaw.Float, $"d{ProgramPoint.NameOf(i)} {single[i]:R} in float, {gradient[i]:R} in double");
        return null;
    }

    private ProgramFailure Broken(ProgramLaw law, string message) => new(loaded.Program, law, message);

    private double Value(ProgramPoint at)
    {
        double[] y = [double.NaN];
        _value(at.Numbers, at.X, at.W, ProgramPoint.Trips, y);
        return y[0];
    }

    private long Path(ProgramPoint at)
    {
        _take.Invoke(null, null);
        _traced(at.Numbers, at.X, at.W, ProgramPoint.Trips, [0]);
        return (long)_take.Invoke(null, null)!;
    }

    private ProgramPoint Gradient<T>(out double value)
        where T : System.Numerics.INumberBase<T>
    {
        // Destinations are assigned, not added to.
        var (x, d) = (_at.As<T>(), ProgramPoint.Of(_ => 77).As<T>());
        T[] y = [T.Zero];
        loaded.Call<GradientCall<T>, T>("Gradient")(x.Numbers, x.X, x.W, ProgramPoint.Trips, y, d.Numbers, d.X, d.W);
        value = double.CreateChecked(y[0]);
        return new ProgramPoint([.. d.Numbers.Select(double.CreateChecked)], [.. d.X.Select(double.CreateChecked)], [.. d.W.Select(double.CreateChecked)]);
    }

    private double Product(ProgramPoint gradient) => Enumerable.Range(0, ProgramPoint.Length).Sum(i => gradient[i] * _direction[i]);

    private bool IsTangent(double tangent, ProgramPoint gradient) =>
        Math.Abs(Product(gradient) - tangent) <= 1e-9 * (1 + Enumerable.Range(0, ProgramPoint.Length).Sum(i => Math.Abs(gradient[i] * _direction[i])));

    private static bool Near(double a, double b, double tolerance) => a.Equals(b) || Math.Abs(a - b) <= tolerance * (1 + Math.Abs(b));
}
