using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>A pass by name, for <c>explain</c> and for tests that check each one alone.</summary>
public sealed record Pass(string Name, Func<Function, Function> Run);

/// <summary>The order of the passes.</summary>
public static class Passes
{
    /// <summary>Before differentiation: smaller, and constants known, so that rules see them.</summary>
    public static IReadOnlyList<Pass> Normalization { get; } =
    [
        new("simplify", Algebra.Simplify),
        new("move invariants out of loops", LoopInvariants.Move),
        new("share", CommonSubexpressions.Share),
        new("eliminate dead code", DeadCode.Eliminate),
        new("raise loops", LoopRaising.Raise),
        new("simplify what was raised", Algebra.Simplify),
        new("share what was raised", CommonSubexpressions.Share),
        new("eliminate what was raised", DeadCode.Eliminate),
    ];

    /// <summary>After differentiation.</summary>
    public static IReadOnlyList<Pass> Optimization { get; } =
    [
        new("remove taps", Taps.Remove),
        new("lower", Lowering.Expand),
        new("pick before mapping", PickedMaps.Push),
        new("simplify", Algebra.Simplify),
        new("share", CommonSubexpressions.Share),
        new("make exponentials once", SharedExponentials.Share),
        new("share exponentials", CommonSubexpressions.Share),
        new("eliminate separate exponentials", DeadCode.Eliminate),
        new("collect", Reassociation.Collect),
        new("simplify again", Algebra.Simplify),
        new("move invariants out of loops again", LoopInvariants.Move),
        new("share again", CommonSubexpressions.Share),
        new("eliminate dead code again", DeadCode.Eliminate),
    ];

    public static Function Normalize(Function function) => Run(Normalization, function);

    /// <summary>Normalized but for raised loops: loops over numbers stay loops over numbers.</summary>
    public static Function NormalizeLoops(Function function) => Run(Normalization.TakeWhile(p => p.Name != "raise loops"), function);

    public static Function Optimize(Function function) => Run(Optimization, function);

    private static Function Run(IEnumerable<Pass> passes, Function function) => passes.Aggregate(function, (f, pass) => pass.Run(f));
}
