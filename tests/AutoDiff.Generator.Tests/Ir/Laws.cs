namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

/// <summary>Laws that hold for every function: tests apply them to examples and to random programs.</summary>
internal static class Laws
{
    /// <summary>Arguments for all parameters: reals around 0 that avoid kinks, indices inside their extent or negative.</summary>
    public static Dictionary<string, NamedArray> Arguments(Function function, IReadOnlyDictionary<string, int> symbols, int seed, double low = -2, double high = 2)
    {
        var random = new Random(seed);
        var arguments = new Dictionary<string, NamedArray>();
        foreach (var parameter in function.Parameters)
        {
            var array = new NamedArray(parameter.Value.Axes, a => Interpreter.Extent(a.Extent, symbols));
            int bound = IndexBound(function, parameter.Value, symbols);
            for (int i = 0; i < array.Data.Length; i++)
                array.Data[i] = parameter.Value.Type switch
                {
                    ElementType.Int when symbols.TryGetValue(parameter.Name, out int number) => number,
                    ElementType.Int => random.Next(-1, bound),
                    ElementType.Bool => random.Next(2),
                    _ => low + (high - low) * random.NextDouble(),
                };
            arguments[parameter.Name] = array;
        }
        return arguments;
    }

    private static int IndexBound(Function function, Value indices, IReadOnlyDictionary<string, int> symbols) => All(function.Body).Select(i => i switch
    {
        Gather g when g.Indices == indices => g.Along,
        ScatterAdd s2 when s2.Indices == indices => s2.Along,
        EmbeddingBag b when b.Indices == indices => b.Along,
        _ => null,
    }).OfType<Axis>().Select(a => Interpreter.Extent(a.Extent, symbols)).DefaultIfEmpty(2).Min();

    /// <summary>The instructions, those inside of regions included.</summary>
    public static IEnumerable<Instruction> All(IEnumerable<Statement> body) =>
        body.SelectMany(s => s.Instruction.Blocks.SelectMany(b => All(b.Body)).Prepend(s.Instruction));

    /// <summary>Both functions give the same results for the same arguments.</summary>
    public static void SameResults(Function before, Function after, IReadOnlyDictionary<string, int> symbols, IReadOnlyDictionary<string, NamedArray> arguments,
        double tolerance = 1e-9)
    {
        var expected = Interpreter.Run(before, symbols, arguments);
        var actual = Interpreter.Run(after, symbols, arguments);
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (string name in expected.Keys)
            for (int i = 0; i < expected[name].Data.Length; i++)
                Assert.True(Near(expected[name].Data[i], actual[name].Data[i], tolerance),
                    $"{name}[{i}]: {expected[name].Data[i]:R} before, {actual[name].Data[i]:R} after\n{Printer.Print(before)}\n{Printer.Print(after)}");
    }

    /// <summary>Each gradient of the joint function is the central difference of the sum of results times upstreams.</summary>
    public static void GradientIsFiniteDifference(Function primal, Function joint, IReadOnlyDictionary<string, int> symbols,
        IReadOnlyDictionary<string, NamedArray> arguments, double tolerance = 1e-6)
    {
        var results = Interpreter.Run(joint, symbols, arguments);
        double Objective(IReadOnlyDictionary<string, NamedArray> at)
        {
            var values = Interpreter.Run(primal, symbols, at);
            if (primal.Results[0].Dimensions.Count == 0) return values[primal.Results[0].Name].Data[0];
            return primal.Results.Sum(r => values[r.Name].Data.Zip(at[ReverseMode.NameOf(r.Name)].Data, (y, dy) => y * dy).Sum());
        }
        foreach (var parameter in primal.Parameters.Where(p => p.Differentiated))
        {
            var analytic = results[ReverseMode.NameOf(parameter.Name)];
            var x = arguments[parameter.Name];
            for (int i = 0; i < x.Data.Length; i++)
            {
                double step = 6e-6 * Math.Max(1, Math.Abs(x.Data[i])), center = x.Data[i];
                double At(double value)
                {
                    var moved = arguments.ToDictionary(a => a.Key, a => a.Value);
                    (moved[parameter.Name] = x.Copy()).Data[i] = value;
                    return Objective(moved);
                }
                double numeric = (At(center + step) - At(center - step)) / (2 * step);
                double allowed = tolerance * Math.Max(1, Math.Abs(Objective(arguments)));
                Assert.True(Math.Abs(numeric - analytic.Data[i]) <= allowed * (1 + Math.Abs(numeric)),
                    $"d{parameter.Name}[{i}] at {center:R}: {analytic.Data[i]:R} analytic, {numeric:R} numeric\n{Printer.Print(joint)}");
            }
        }
    }

    /// <summary>Upstreams times (Jacobian times tangents) is (upstreams times Jacobian) times tangents.</summary>
    public static void ForwardAgreesWithReverse(Function primal, IReadOnlyDictionary<string, int> symbols, IReadOnlyDictionary<string, NamedArray> arguments)
    {
        var (reverse, forward) = (ReverseMode.Gradient(primal), Verifier.Check(ForwardMode.Jvp(primal)));
        var given = Arguments(forward, symbols, 23);
        foreach (var (name, array) in arguments) given[name] = array;
        var (gradients, tangents) = (Interpreter.Run(reverse, symbols, given), Interpreter.Run(forward, symbols, given));
        double byReverse = primal.Parameters.Where(p => p.Differentiated)
            .Sum(p => gradients[ReverseMode.NameOf(p.Name)].Data.Zip(given[ForwardMode.NameOf(p.Name)].Data, (a, b) => a * b).Sum());
        double byForward = primal.Results[0].Dimensions.Count == 0 ? tangents[ForwardMode.NameOf(primal.Results[0].Name)].Data[0]
            : primal.Results.Sum(r => tangents[ForwardMode.NameOf(r.Name)].Data.Zip(given[ReverseMode.NameOf(r.Name)].Data, (a, b) => a * b).Sum());
        Assert.True(Near(byReverse, byForward, 1e-9), $"{byReverse:R} by reverse mode, {byForward:R} by forward mode\n{Printer.Print(reverse)}\n{Printer.Print(forward)}");
    }

    /// <summary>One random direction through all differentiated parameters: costs two evaluations whatever their size.</summary>
    public static void GradientIsDirectionalDifference(Function primal, Function joint, IReadOnlyDictionary<string, int> symbols,
        IReadOnlyDictionary<string, NamedArray> arguments, double tolerance = 2e-5)
    {
        var results = Interpreter.Run(joint, symbols, arguments);
        var random = new Random(17);
        const double step = 3e-6;
        var (ahead, behind) = (arguments.ToDictionary(a => a.Key, a => a.Value.Copy()), arguments.ToDictionary(a => a.Key, a => a.Value.Copy()));
        double analytic = 0;
        foreach (var parameter in primal.Parameters.Where(p => p.Differentiated))
            for (int i = 0; i < ahead[parameter.Name].Data.Length; i++)
            {
                double direction = 2 * random.NextDouble() - 1;
                ahead[parameter.Name].Data[i] += step * direction;
                behind[parameter.Name].Data[i] -= step * direction;
                analytic += direction * results[ReverseMode.NameOf(parameter.Name)].Data[i];
            }
        double At(IReadOnlyDictionary<string, NamedArray> at) => Interpreter.Run(primal, symbols, at)[primal.Results[0].Name].Data[0];
        double here = At(arguments), numeric = (At(ahead) - At(behind)) / (2 * step);
        if (double.IsNaN(here)) return;
        // Two one-sided differences that disagree are a kink, where no difference can tell.
        double left = (here - At(behind)) / step, right = (At(ahead) - here) / step;
        if (Math.Abs(left - right) > 1e-3 * (1 + Math.Abs(numeric))) return;
        Assert.True(Math.Abs(numeric - analytic) <= tolerance * (1 + Math.Abs(numeric) + Math.Abs(here)),
            $"{analytic:R} analytic, {numeric:R} numeric\n{Printer.Print(primal)}\n{Printer.Print(joint)}");
    }

    private static bool Near(double a, double b, double tolerance) =>
        a.Equals(b) || Math.Abs(a - b) <= tolerance * (1 + Math.Max(Math.Abs(a), Math.Abs(b)));
}
