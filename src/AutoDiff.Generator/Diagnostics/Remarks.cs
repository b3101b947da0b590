using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Scheduling.Regions;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>
/// What the compiler has to say of a method that it has bound: a derivative that it cannot make, the loops that stay scalar and why, and the memory that
/// the backward pass keeps.
/// </summary>
internal static class Remarks
{
    public static void Report(IMethodSymbol method, MethodModel model, Compilation compilation, Action<Diagnostic> report)
    {
        var locations = new SourceLocations(method, compilation);
        try
        {
            // All modes that are asked for.
            MethodCompiler.Compile(model);
        }
        catch (NotDifferentiableException refusal)
        {
            report(Diagnostic.Create(Descriptors.NoDerivative, locations.Statement(refusal.SourceLine), refusal.Message));
            return;
        }
        if (!model.Function.HasRegions) return;
        if (!model.ChecksFinite) ReportLoops(model, locations, report);
        ReportMemory(method, model, locations, report);
    }

    private static void ReportLoops(MethodModel model, SourceLocations locations, Action<Diagnostic> report)
    {
        var seen = new HashSet<(Location, string)>();
        // Innermost loops that stay may run on vectors all the same.
        var vectorized = new HashSet<SourceLine>(InnerLoop.In(Passes.Prepare(model.Function)).SelectMany(s => s.Targets).Select(t => t.Source).OfType<SourceLine>());
        foreach (var loop in LoopRaising.Explain(Passes.Normalize(model.Function)))
        {
            if (loop.Loop is { } source && vectorized.Contains(source)) continue;
            var place = locations.Loop(loop.Loop);
            string cause = loop.Cause is { } line && line != loop.Loop ? $" ('{line.Text}' in line {line.Line})" : "";
            if (seen.Add((place, loop.Reason))) report(Diagnostic.Create(Descriptors.ScalarLoop, place, loop.Reason + cause));
        }
    }

    private static void ReportMemory(IMethodSymbol method, MethodModel model, SourceLocations locations, Action<Diagnostic> report)
    {
        var saved = ReverseMode.Saved(model.ChecksFinite ? Passes.Normalize(model.Function) : Passes.Prepare(model.Function), model.ReturnsScalar);
        if (saved.Values.Count == 0) return;
        string what = string.Join("; ", saved.Values.Select(v => v.ToString()));
        report(Diagnostic.Create(Descriptors.SavedMemory, locations.Method, method.Name, saved.Bytes(model.RealType == "float" ? 4 : 8), what));
    }
}
