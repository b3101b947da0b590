using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>The bound function of a program and its derivatives, element by element.</summary>
internal sealed class InterpretedProgram(Function function)
{
    private static readonly string[] s_names = ["a", "b", "x", "w"];

    /// <summary>Calls that were not inlined run in compiled code only.</summary>
    public bool IsPossible => !Laws.All(function.Body).Any(i => i is Call);

    public double Value(ProgramPoint at) => Run(function, at)[function.Results[0].Name].Data[0];

    /// <summary>The gradient function before or after optimization, and its text.</summary>
    public ProgramPoint Gradient(ProgramPoint at, bool optimized, out double value, out string text)
    {
        var joint = optimized ? Passes.Optimize(ReverseMode.Gradient(Passes.Prepare(function))) : ReverseMode.Gradient(function);
        var results = Run(joint, at);
        text = Printer.Print(joint);
        value = results[function.Results[0].Name].Data[0];
        double[] gradient = [.. s_names.SelectMany(name => results[ReverseMode.NameOf(name)].Data)];
        return ProgramPoint.Of(i => gradient[i]);
    }

    public double Tangent(ProgramPoint at, ProgramPoint direction, out string text)
    {
        var jvp = ForwardMode.Jvp(function);
        text = Printer.Print(jvp);
        var tangents = jvp.Parameters.Skip(function.Parameters.Count).Zip(s_names, (p, name) => (p, name)).ToDictionary(t => t.p.Name, t => Argument(t.p, t.name, direction));
        return Run(jvp, at, tangents)[jvp.Results.Last(r => r.Written is null).Name].Data[0];
    }

    private Dictionary<string, NamedArray> Run(Function run, ProgramPoint at, Dictionary<string, NamedArray>? more = null)
    {
        var arguments = function.Parameters.ToDictionary(p => p.Name, p => Argument(p, p.Name, at));
        foreach (var (name, array) in more ?? []) arguments[name] = array;
        return Interpreter.Run(run, new Dictionary<string, int>(), arguments);
    }

    private static NamedArray Argument(Parameter parameter, string name, ProgramPoint at)
    {
        double[] data = name switch { "a" => [at.Numbers[0]], "b" => [at.Numbers[1]], "x" => at.X, "w" => at.W, _ => [ProgramPoint.Trips] };
        var array = new NamedArray(parameter.Value.Axes, _ => data.Length);
        data.CopyTo(array.Data, 0);
        return array;
    }
}
