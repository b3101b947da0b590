using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>What the derivatives of a program owe: see <see cref="ProgramLaw"/>.</summary>
internal sealed class ProgramLaws(LoadedProgram loaded, bool withTangent)
{
    private readonly ValueCall<double> _value = loaded.Call<ValueCall<double>, double>("Value"), _traced = loaded.Call<ValueCall<double>, double>("Traced");
    private readonly System.Reflection.MethodInfo _take = loaded.Driver.Assembly.GetType("Path")!.GetMethod("Take")!;

    /// <summary>Entries of gradients that were compared with differences, and those at kinks, where no difference can tell.</summary>
    public static int Compared, AtKinks;

    public ProgramFailure? Check()
    {
        var at = ProgramPoint.Random(loaded.Program.Seed);
        try
        {
            double expected = Value(at);
            var gradient = Gradient<double>(at, out double value);
            if (!Near(value, expected, 1e-11)) return Broken(ProgramLaw.Value, $"{value:R}, the method itself gives {expected:R}");
            for (int entry = 0; entry < ProgramPoint.Length; entry++)
                if (Difference(at, entry, gradient[entry]) is { } message) return Broken(ProgramLaw.Gradient, message);
            return Tangent(at, gradient, expected) ?? Interpreted(at, gradient, expected) ?? Single(at, gradient, expected);
        }
        catch (Exception error) when (error is not ProgramLawException)
        {
            return Broken(ProgramLaw.Returns, error.ToString());
        }
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

    private ProgramPoint Gradient<T>(ProgramPoint at, out double value)
        where T : System.Numerics.INumberBase<T>
    {
        // Destinations are assigned, not added to.
        var (x, d) = (at.As<T>(), ProgramPoint.Of(_ => 77).As<T>());
        T[] y = [T.Zero];
        loaded.Call<GradientCall<T>, T>("Gradient")(x.Numbers, x.X, x.W, ProgramPoint.Trips, y, d.Numbers, d.X, d.W);
        value = double.CreateChecked(y[0]);
        return new ProgramPoint([.. d.Numbers.Select(double.CreateChecked)], [.. d.X.Select(double.CreateChecked)], [.. d.W.Select(double.CreateChecked)]);
    }

    /// <summary>Central differences with three steps: a right derivative is near one of them, whatever the curvature.</summary>
    private string? Difference(ProgramPoint at, int entry, double analytic)
    {
        double middle = Value(at), nearest = double.NaN;
        foreach (double step in new[] { 6e-6, 6e-5, 1e-6 })
        {
            double h = step * Math.Max(1, Math.Abs(at[entry]));
            ProgramPoint after = at.Moved(entry, h), before = at.Moved(entry, -h);
            double right = Value(after), left = Value(before), numeric = (right - left) / (2 * h);
            if (Math.Abs(numeric - analytic) <= 1e-6 * (1 + Math.Abs(numeric)) + 1e-14 * Math.Abs(middle) / h)
            {
                Interlocked.Increment(ref Compared);
                return null;
            }
            // Another path, or one-sided differences that disagree: a smooth function bends by its second derivative times the step.
            bool bends = Math.Abs(right - 2 * middle + left) / h > 2e-3 * (1 + Math.Abs(numeric));
            if (step == 6e-6 && (bends || Path(after) != Path(at) || Path(before) != Path(at)))
            {
                Interlocked.Increment(ref AtKinks);
                return null;
            }
            if (double.IsNaN(nearest) || Math.Abs(numeric - analytic) < Math.Abs(nearest - analytic)) nearest = numeric;
        }
        return $"d{ProgramPoint.NameOf(entry)} is {analytic:R}, differences give {nearest:R}";
    }

    private ProgramFailure? Tangent(ProgramPoint at, ProgramPoint gradient, double expected)
    {
        if (!withTangent) return null;
        var direction = ProgramPoint.Random(loaded.Program.Seed + 1);
        double[] y = [double.NaN], tangent = [double.NaN];
        loaded.Call<TangentCall<double>, double>("Tangent")(at.Numbers, at.X, at.W, ProgramPoint.Trips, direction.Numbers, direction.X, direction.W, y, tangent);
        if (!Near(y[0], expected, 1e-11)) return Broken(ProgramLaw.Forward, $"value {y[0]:R}, the method itself gives {expected:R}");
        var terms = Enumerable.Range(0, ProgramPoint.Length).Select(i => gradient[i] * direction[i]).ToList();
        return Math.Abs(terms.Sum() - tangent[0]) <= 1e-9 * (1 + terms.Sum(Math.Abs)) ? null : Broken(ProgramLaw.Forward, $"tangent {tangent[0]:R}, gradient times direction {terms.Sum():R}");
    }

    private ProgramFailure? Interpreted(ProgramPoint at, ProgramPoint gradient, double expected)
    {
        // A call that was not inlined runs in compiled code only.
        if (Laws.All(loaded.Function.Body).Any(i => i is Call)) return null;
        var arguments = loaded.Function.Parameters.ToDictionary(p => p.Name, p => Argument(p, at));
        var symbols = new Dictionary<string, int>();
        var joint = ReverseMode.Gradient(loaded.Function);
        foreach (var (what, function) in new[] { ("bound", loaded.Function), ("joint", joint), ("optimized", Passes.Optimize(ReverseMode.Gradient(Passes.Normalize(loaded.Function)))) })
        {
            var results = Interpreter.Run(function, symbols, arguments);
            double value = results[loaded.Function.Results[0].Name].Data[0];
            if (!Near(value, expected, 1e-10)) return Broken(ProgramLaw.Unoptimized, $"{what} function: value {value:R}, the method itself gives {expected:R}\n{Printer.Print(function)}");
            if (what == "bound") continue;
            double[] actual = [.. new[] { "a", "b", "x", "w" }.SelectMany(name => results[ReverseMode.NameOf(name)].Data)];
            for (int i = 0; i < actual.Length; i++)
                if (!Near(actual[i], gradient[i], 1e-9)) return Broken(ProgramLaw.Unoptimized, $"{what} function: d{ProgramPoint.NameOf(i)} {actual[i]:R}, generated {gradient[i]:R}\n{Printer.Print(function)}");
        }
        return null;
    }

    private static NamedArray Argument(Parameter parameter, ProgramPoint at)
    {
        double[] data = parameter.Name switch { "a" => [at.Numbers[0]], "b" => [at.Numbers[1]], "x" => at.X, "w" => at.W, _ => [ProgramPoint.Trips] };
        var array = new NamedArray(parameter.Value.Axes, _ => data.Length);
        data.CopyTo(array.Data, 0);
        return array;
    }

    private ProgramFailure? Single(ProgramPoint at, ProgramPoint gradient, double expected)
    {
        var single = Gradient<float>(at, out double value);
        double scale = 1 + Math.Abs(expected) + Enumerable.Range(0, ProgramPoint.Length).Max(i => Math.Abs(gradient[i]));
        if (Math.Abs(value - expected) > 1e-4 * scale) return Broken(ProgramLaw.Float, $"value {value:R} in float, {expected:R} in double");
        for (int i = 0; i < ProgramPoint.Length; i++)
            if (Math.Abs(single[i] - gradient[i]) > 2e-3 * scale) return Broken(ProgramLaw.Float, $"d{ProgramPoint.NameOf(i)} {single[i]:R} in float, {gradient[i]:R} in double");
        return null;
    }

    private static bool Near(double a, double b, double tolerance) => a.Equals(b) || Math.Abs(a - b) <= tolerance * (1 + Math.Abs(b));
}
