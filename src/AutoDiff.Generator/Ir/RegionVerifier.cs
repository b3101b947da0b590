namespace AutoDiff.Generator.Ir;

/// <summary>What the <see cref="Verifier"/> demands of regions, array states, tapes and calls.</summary>
internal static class RegionVerifier
{
    public static string? Error(Statement statement) => statement.Instruction switch
    {
        If i => i.Condition is not { Type: ElementType.Bool, Axes.Count: 0 } ? "the condition is not one truth value"
            : i.Then.Parameters.Count + i.Else.Parameters.Count > 0 ? "branches have no parameters"
            : Misfit(statement.Targets, i.Then.Yields, "then") ?? Misfit(statement.Targets, i.Else.Yields, "else"),
        For f => !IsInt(f.Start) || !IsInt(f.End) ? "bounds are not integers"
            : f.Body.Parameters.Count == 0 || !IsInt(f.Counter) ? "there is no counter"
            : Misfit(statement.Targets, f.Initial, "initial") ?? Misfit(statement.Targets, f.Carried.ToEquatable(), "carried") ?? Misfit(statement.Targets, f.Body.Yields, "yielded"),
        While w => w.Condition.Yields.Count != 1 || w.Condition.Yields[0] is not { Type: ElementType.Bool, Axes.Count: 0 } ? "the condition does not yield one truth value"
            : Misfit(statement.Targets, w.Initial, "initial") ?? Misfit(statement.Targets, w.Condition.Parameters, "tested") ?? Misfit(statement.Targets, w.Body.Parameters, "carried")
                ?? Misfit(statement.Targets, w.Body.Yields, "yielded"),
        Pop p => p.Tape.Type != ElementType.Tape ? "pops from no tape"
            : statement.Targets.Count == 0 || statement.Targets[0].Type != ElementType.Tape ? "the first target is not the tape" : null,
        Call c => CallError(c, statement.Targets.Count, c.Callee.Taken),
        _ => statement.Targets.Count > 0 ? "defines values" : null,
    };

    public static string? OperandError(Instruction instruction) => instruction switch
    {
        Read r => IndexError(r.Array, r.Indices),
        Write w => IndexError(w.Array, w.Indices) ?? PartError(w.Array, w.Indices, w.Element),
        AddAt a => IndexError(a.Array, a.Indices) ?? PartError(a.Array, a.Indices, a.Addend),
        DefineExtent d => IsInt(d.Number) ? null : "the number is not an integer",
        Push p => p.Tape.Type != ElementType.Tape ? "pushes on no tape" : p.Values.Any(v => v.Type == ElementType.Tape) ? "pushes a tape" : null,
        _ => null,
    };

    private static string? CallError(Call call, int targets, IReadOnlyList<CalleeParameter> taken) =>
        call.Arguments.Count != taken.Count ? "arguments and parameters differ in number"
        : targets != call.Callee.Results.Count + call.Callee.Parameters.Count(p => p.IsYielded) ? "targets and results differ in number"
        : call.Arguments.Where((a, i) => a.Type != taken[i].Type || a.Axes.Count != taken[i].Rank).Any() ? "an argument has another type or rank than its parameter" : null;

    private static bool IsInt(Value value) => value is { Type: ElementType.Int, Axes.Count: 0 };

    private static string? IndexError(Value array, EquatableArray<Value> indices) =>
        indices.Count == 0 || indices.Count > array.Axes.Count ? $"{array} has {array.Axes.Count} axes and is indexed by {indices.Count}"
        : indices.All(IsInt) ? null : "an index is not an integer";

    private static string? PartError(Value array, EquatableArray<Value> indices, Value part) =>
        part.Type != array.Type ? "the element has another type than the array"
        : array.Axes.Skip(indices.Count).SequenceEqual(part.Axes) ? null : $"{part} is no part of {array} at {indices.Count} indices";

    private static string? Misfit(EquatableArray<Value> targets, EquatableArray<Value> values, string what)
    {
        if (targets.Count != values.Count) return $"{values.Count} {what} values for {targets.Count} targets";
        for (int i = 0; i < targets.Count; i++)
            if (targets[i].Type != values[i].Type || targets[i].Axes != values[i].Axes) return $"{what}: {values[i]} for {targets[i]}";
        return null;
    }
}
