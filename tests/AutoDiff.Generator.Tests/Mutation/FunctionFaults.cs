using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

namespace AutoDiff.Generator.Tests.Mutation;

/// <summary>What a wrong pass would have made of a function. A fault that finds nothing to spoil returns the function itself.</summary>
internal sealed record FunctionFault(string Name, Func<Function, Function> Spoil)
{
    public override string ToString() => Name;
}

internal static class FunctionFaults
{
    /// <summary>Faults of reverse mode of regions, seen in its result.</summary>
    public static readonly IReadOnlyList<FunctionFault> Reverse =
    [
        new("reversed loops run forward", f => Each(f, s => s.Instruction is For { Descending: true } loop && loop.Initial.Any(v => v.IsAdjoint) ? s with { Instruction = loop with { Descending = false } } : s)),
        new("adjoints of reads overwrite each other", f => Each(f, s => s.Instruction is AddAt add && s.Target.IsAdjoint ? s with { Instruction = new Write(add.Array, add.Indices, add.Addend) } : s)),
        new("the adjoint of an overwritten element stays", f => Each(f, s => s.Instruction is Write write && s.Target.IsAdjoint ? s with { Instruction = new Copy(write.Array) } : s)),
        new("contributions to an adjoint are lost", f => Each(f, s => s.Instruction is Map { Operator: Accumulate } map && map.Arguments[0].Axes == s.Target.Axes ? s with { Instruction = new Map(StopGradient, EquatableArray.Of(map.Arguments[0])) } : s)),
        new("the adjoint of a branch runs in the other one", f => Each(f, s => s.Instruction is If branch && s.Targets.Any(t => t.IsAdjoint) ? s with { Instruction = branch with { Then = branch.Else, Else = branch.Then } } : s)),
        new("a reversed loop leaves its last iteration out", f => Each(f, s => s.Instruction is For { Descending: true } loop && loop.Initial.Any(v => v.IsAdjoint) ? s with { Instruction = loop with { End = loop.Start } } : s)),
        new("saved numbers are read at the first place", f => Each(f, s => s.Instruction is For { Descending: true } loop ? s with { Instruction = loop with { Body = FirstPlace(loop) } } : s)),
    ];

    /// <summary>Faults of passes, seen in what they make of a function.</summary>
    public static readonly IReadOnlyList<FunctionFault> Passes =
    [
        new("sharing takes two differences for one", f => Each(f, s => s.Instruction is Map { Operator: Subtract } map && map.Arguments[0].Axes == map.Arguments[1].Axes ? s with { Instruction = new Map(Subtract, new EquatableArray<Value>(map.Arguments.Reverse())) } : s)),
        new("simplifying drops the addition of a constant", f => Each(f, s => s.Instruction is Map { Operator: Add } map && map.Arguments[0].Axes == s.Target.Axes && map.Arguments[1].Axes.Count == 0 ? s with { Instruction = new Map(StopGradient, EquatableArray.Of(map.Arguments[0])) } : s)),
        new("a write counts as dead", f => Each(f, s => s.Instruction is Write write ? s with { Instruction = new Copy(write.Array) } : s)),
        new("a sum counts as a write", f => Each(f, s => s.Instruction is AddAt add ? s with { Instruction = new Write(add.Array, add.Indices, add.Addend) } : s)),
        new("what a loop carries counts as invariant", f => Each(f, s => s.Instruction is For loop ? s with { Instruction = loop with { Body = Invariant(loop) } } : s)),
        new("a loop ends one iteration early", f => Each(f, s => s.Instruction is For { Body.Yields.Count: > 0 } loop ? s with { Instruction = loop with { End = loop.Start } } : s)),
        new("selected values change places", f => Each(f, s => s.Instruction is Map { Operator: Select } map && map.Arguments[1].Axes == map.Arguments[2].Axes ? s with { Instruction = map with { Arguments = EquatableArray.Of(map.Arguments[0], map.Arguments[2], map.Arguments[1]) } } : s)),
        new("a reduction keeps its largest element", f => Each(f, s => s.Instruction is Reduce { Kind: ReduceKind.Sum } sum ? s with { Instruction = sum with { Kind = ReduceKind.Max } } : s)),
    ];

    private static Function Each(Function function, Func<Statement, Statement> change) => function with { Body = Each(function.Body, change) };

    private static EquatableArray<Statement> Each(EquatableArray<Statement> body, Func<Statement, Statement> change) => body.Select(s =>
        change(s with { Instruction = s.Instruction.WithBlocks([.. s.Instruction.Blocks.Select(b => b with { Body = Each(b.Body, change) })]) })).ToEquatable();

    private static Block FirstPlace(For loop) => loop.Body with
    {
        Body = loop.Body.Body.Select(s => s.Instruction is Read read ? s with { Instruction = read with { Indices = read.Indices.Select(i => i == loop.Counter ? loop.Start : i).ToEquatable() } } : s).ToEquatable(),
    };

    private static Block Invariant(For loop)
    {
        Value Initial(Value value)
        {
            int at = loop.Carried.ToList().IndexOf(value);
            return at >= 0 ? loop.Initial[at] : value;
        }
        return loop.Body with { Body = loop.Body.Body.Select(s => s with { Instruction = s.Instruction.WithOperands(Initial) }).ToEquatable() };
    }
}
