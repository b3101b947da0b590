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
    ];

    /// <summary>
    /// Behind normalization, for a whole method: loops become tensor statements. The result has checks of extents that belong to the entry of the method, so
    /// that what is bound into another method is not raised before that one is.
    /// </summary>
    public static IReadOnlyList<Pass> Raising { get; } =
    [
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

    /// <summary>What a method is before it is differentiated.</summary>
    public static Function Prepare(Function function)
    {
        var normal = Normalize(function);
        // Straight lines have nothing to raise.
        return normal.Body.Any(s => s.Instruction.Blocks.Count > 0) ? Run(Raising, normal) : normal;
    }

    public static Function Optimize(Function function) => Run(Optimization, function);

    private static Function Run(IEnumerable<Pass> passes, Function function) => passes.Aggregate(function, (f, pass) => pass.Run(f));
}
