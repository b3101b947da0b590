namespace AutoDiff.Generator.Tests.Differentiation.Regions;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

/// <summary>A program as text with its function, and the laws that its gradient owes, element by element in the interpreter.</summary>
internal sealed class RegionProgram
{
    private readonly Dictionary<string, NamedArray> _arguments = [];
    private readonly Dictionary<string, int> _symbols = [];

    /// <param name="members">Methods of a class; the first one that is annotated is differentiated. Methods without annotation get one.</param>
    public RegionProgram(string members)
        : this(TestCompilation.Bind(TestCompilation.InClass(members.Contains("[Differentiable", StringComparison.Ordinal) ? members : "[Differentiable]\n" + members)))
    {
    }

    public RegionProgram(Function function) => Function = function;

    public Function Function { get; }

    public Function Joint(bool? returnsScalar = null) => Verifier.Check(ReverseMode.Gradient(Function, returnsScalar));

    /// <summary>Sets a number or a span.</summary>
    public RegionProgram With(string name, params double[] data)
    {
        var array = new NamedArray(Function.Parameters.First(p => p.Name == name).Value.Axes, a => a.Extent.IsConstant(out long n) ? (int)n : _symbols.TryGetValue(a.Extent.ToString(), out int extent) ? extent : data.Length);
        data.CopyTo(array.Data, 0);
        _arguments[name] = array;
        return this;
    }

    /// <summary>Sets the extent of tensors.</summary>
    public RegionProgram Extent(string symbol, int number)
    {
        _symbols[symbol] = number;
        return this;
    }

    public double Value() => Interpreter.Run(Function, _symbols, _arguments)[Function.Results[0].Name].Data[0];

    public double[] Gradient(string name) => Interpreter.Run(Joint(), _symbols, _arguments)[ReverseMode.NameOf(name)].Data;

    /// <summary>The gradient of the function as it is, and after the passes, is the central difference; that of a vector function for random upstreams.</summary>
    public RegionProgram GradientIsFiniteDifference(bool? returnsScalar = null, double tolerance = 1e-6)
    {
        Check(Function, Joint(returnsScalar), tolerance);
        var normalized = Passes.Prepare(Function);
        Check(Function, Verifier.Check(Passes.Optimize(ReverseMode.Gradient(normalized, returnsScalar))), tolerance);
        return this;
    }

    private void Check(Function primal, Function joint, double tolerance)
    {
        var random = new Random(5);
        var given = _arguments.ToDictionary(a => a.Key, a => a.Value.Copy());
        foreach (var upstream in joint.Parameters.Skip(primal.Parameters.Count))
        {
            var of = primal.Results.First(r => ReverseMode.NameOf(r.Written ?? r.Name) == upstream.Name);
            given[upstream.Name] = new NamedArray(upstream.Value.Axes, a => Extents(primal)[a.Extent.ToString()]);
            for (int i = 0; i < given[upstream.Name].Data.Length; i++) given[upstream.Name].Data[i] = random.NextDouble() + 0.5;
        }
        var results = Interpreter.Run(joint, _symbols, given);
        // Passes may sum in another order.
        foreach (var (expected, actual) in primal.Results.SelectMany(r => Interpreter.Run(primal, _symbols, given)[r.Name].Data.Zip(results[r.Name].Data)))
            Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-12 * Math.Abs(expected), $"{actual:R} with the gradient, {expected:R} without");

        double Objective(string name, int i, double number)
        {
            var moved = given.ToDictionary(a => a.Key, a => a.Value);
            (moved[name] = given[name].Copy()).Data[i] = number;
            var values = Interpreter.Run(primal, _symbols, moved);
            return primal.Results.Sum(r => given.TryGetValue(ReverseMode.NameOf(r.Written ?? r.Name), out var upstream) ? values[r.Name].Data.Zip(upstream.Data, (y, dy) => y * dy).Sum()
                : r == primal.Results[0] ? values[r.Name].Data[0] : 0);
        }
        foreach (var parameter in primal.Parameters.Where(p => p.Differentiated))
        {
            string name = ReverseMode.NameOf(parameter.Name);
            double[] analytic = results[joint.Results.Skip(primal.Results.Count).First(r => r.Name == name || r.Written == name).Name].Data;
            for (int i = 0; i < analytic.Length; i++)
            {
                double x = given[parameter.Name].Data[i], step = 6e-6 * Math.Max(1, Math.Abs(x));
                double numeric = (Objective(parameter.Name, i, x + step) - Objective(parameter.Name, i, x - step)) / (2 * step);
                Assert.True(Math.Abs(numeric - analytic[i]) <= tolerance * (1 + Math.Abs(numeric)), $"{name}[{i}] at {x:R}: {analytic[i]:R} analytic, {numeric:R} numeric\n{Printer.Print(joint)}");
            }
        }
    }

    private Dictionary<string, int> Extents(Function function)
    {
        var extents = new Dictionary<string, int>(_symbols);
        foreach (var parameter in function.Parameters)
            for (int i = 0; i < parameter.Value.Axes.Count; i++)
                extents[parameter.Value.Axes[i].Extent.ToString()] = _arguments[parameter.Name].ExtentAt(i);
        return extents;
    }
}
