using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Appends the statements of a function, each with the statement that makes its tangent right behind it: at that place the states of arrays that the
/// tangent reads still exist. Regions carry tangents beside values, tapes hold them beside values.
/// </summary>
internal sealed class TangentWalk(Builder builder, DerivativeFlow flow, Tangents tangents, TangentRules rules)
{
    public void Append(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            (builder.IsAdjoint, builder.Source) = statement.Targets.Count == 0 ? (builder.IsAdjoint, builder.Source) : (statement.Targets[0].IsAdjoint, statement.Targets[0].Source);
            if (!statement.Targets.Any(flow.IsActive)) builder.Append(statement);
            else Append(statement);
        }
    }

    private void Append(Statement statement)
    {
        switch (statement.Instruction)
        {
            case If i:
                AppendIf(i, statement.Targets);
                break;
            case For f:
                AppendFor(f, statement.Targets);
                break;
            case While w:
                AppendWhile(w, statement.Targets);
                break;
            case Push push:
                builder.IsAdjoint = true;
                builder.Append(statement with { Instruction = push with { Values = push.Values.Concat(push.Values.Where(IsReal).Select(tangents.Full)).ToEquatable() } });
                break;
            case Pop:
                builder.IsAdjoint = true;
                builder.Append(statement with { Targets = statement.Targets.Concat(statement.Targets.Where(IsReal).Select(tangents.New)).ToEquatable() });
                break;
            case Call call:
                builder.IsAdjoint = true;
                TangentCall.Append(builder, tangents, call, statement.Targets);
                break;
            default:
                builder.Append(statement);
                builder.IsAdjoint = true;
                if (rules.Of(statement) is { } tangent) tangents.Set(statement.Target, tangent);
                break;
        }
    }

    private void AppendIf(If i, EquatableArray<Value> targets)
    {
        var active = ActiveAmong(targets);
        Block Branch(Block branch) => builder.Block([], () => Body(branch, active));
        var (then, otherwise) = (Branch(i.Then), Branch(i.Else));
        Append(targets, active, i with { Then = then, Else = otherwise });
    }

    private void AppendFor(For f, EquatableArray<Value> targets)
    {
        var active = ActiveAmong(f.Carried.ToEquatable());
        var initial = Beside(f.Initial, active);
        var parameters = f.Body.Parameters.Concat(active.Select(i => tangents.New(f.Body.Parameters[i + 1]))).ToList();
        Append(targets, active, f with { Initial = initial, Body = builder.Block(parameters, () => Body(f.Body, active)) });
    }

    private void AppendWhile(While w, EquatableArray<Value> targets)
    {
        var active = ActiveAmong(w.Body.Parameters);
        var initial = Beside(w.Initial, active);
        var condition = w.Condition with { Parameters = w.Condition.Parameters.Concat(active.Select(i => tangents.New(w.Condition.Parameters[i]))).ToEquatable() };
        var parameters = w.Body.Parameters.Concat(active.Select(i => tangents.New(w.Body.Parameters[i]))).ToList();
        Append(targets, active, new While(initial, condition, builder.Block(parameters, () => Body(w.Body, active))));
    }

    private EquatableArray<Value> Body(Block block, List<int> active)
    {
        Append(block.Body);
        builder.IsAdjoint = true;
        return Beside(block.Yields, active);
    }

    private EquatableArray<Value> Beside(EquatableArray<Value> values, List<int> active) => values.Concat(active.Select(i => tangents.Full(values[i]))).ToEquatable();

    private void Append(EquatableArray<Value> targets, List<int> active, Instruction instruction)
    {
        builder.IsAdjoint = true;
        builder.Append(new Statement(targets.Concat(active.Select(i => tangents.New(targets[i]))).ToEquatable(), instruction));
    }

    /// <summary>Positions of the values that have a tangent; a tape holds tangents and has none.</summary>
    private List<int> ActiveAmong(EquatableArray<Value> values) => Enumerable.Range(0, values.Count).Where(i => IsReal(values[i]) && flow.IsActive(values[i])).ToList();

    private static bool IsReal(Value value) => value.Type == ElementType.Real;
}
