using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>What the two kinds of loops have in common, for passes that treat both alike. Lists of carried values have one entry for each target.</summary>
/// <param name="Loop">The loop that the parts come from.</param>
/// <param name="Targets">The values after the loop.</param>
/// <param name="Initial">The values before it.</param>
/// <param name="Carried">The values at the start of an iteration.</param>
/// <param name="Tested">The values as the condition of a <see cref="While"/> sees them; empty for a <see cref="For"/>.</param>
/// <param name="Yields">The values at the end of an iteration.</param>
/// <param name="Body">The statements of an iteration.</param>
/// <param name="Condition">The statements of the condition.</param>
/// <param name="ConditionYields">The condition's truth value; none for a <see cref="For"/>.</param>
internal sealed record LoopParts(Instruction Loop, EquatableArray<Value> Targets, EquatableArray<Value> Initial, EquatableArray<Value> Carried, EquatableArray<Value> Tested,
    EquatableArray<Value> Yields, EquatableArray<Statement> Body, EquatableArray<Statement> Condition, EquatableArray<Value> ConditionYields)
{
    public static LoopParts Of(Statement statement) => statement.Instruction switch
    {
        For f => new LoopParts(f, statement.Targets, f.Initial, f.Carried.ToEquatable(), default, f.Body.Yields, f.Body.Body, default, default),
        While w => new LoopParts(w, statement.Targets, w.Initial, w.Body.Parameters, w.Condition.Parameters, w.Body.Yields, w.Body.Body, w.Condition.Body, w.Condition.Yields),
        _ => throw new ArgumentException("No loop."),
    };

    /// <summary>The loop with only the carried values at the given positions.</summary>
    public LoopParts Keep(IReadOnlyList<int> positions)
    {
        EquatableArray<Value> At(EquatableArray<Value> values) => values.Count == 0 ? values : positions.Select(i => values[i]).ToEquatable();
        return this with { Targets = At(Targets), Initial = At(Initial), Carried = At(Carried), Tested = At(Tested), Yields = At(Yields) };
    }

    public Statement ToStatement() => new(Targets, Loop is For f
        ? f with { Initial = Initial, Body = new Block(Carried.Prepend(f.Counter).ToEquatable(), Body, Yields) }
        : new While(Initial, new Block(Tested, Condition, ConditionYields), new Block(Carried, Body, Yields)));
}
