using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>Walks through the blocks of a function.</summary>
internal static class Structure
{
    /// <summary>What a statement reads itself; of a region its header alone, without what its blocks use.</summary>
    public static IEnumerable<Value> Header(Instruction instruction) => instruction switch
    {
        If i => [i.Condition],
        For f => f.Initial.Prepend(f.End).Prepend(f.Start),
        While w => w.Initial,
        _ => instruction.Operands,
    };

    /// <summary>The statements with those of the blocks inside of them, outer ones first.</summary>
    public static IEnumerable<Statement> All(IEnumerable<Statement> body) =>
        body.SelectMany(s => s.Instruction.Blocks.SelectMany(b => All(b.Body)).Prepend(s));

    /// <summary>The parameters of a callee in their order, each with its argument (none for an <c>out</c> number) and the target it yields, if any.</summary>
    public static IEnumerable<Passed> Passed(Statement statement)
    {
        var call = (Call)statement.Instruction;
        int argument = 0, target = call.Callee.Results.Count;
        foreach (var parameter in call.Callee.Parameters)
            yield return new Passed(parameter, parameter.IsOut ? null : call.Arguments[argument++], parameter.IsYielded ? statement.Targets[target++] : null);
    }

    /// <summary>Each slot of a loop: the values that are one variable, which every iteration hands to the next.</summary>
    public static IEnumerable<Slot> Slots(Statement statement)
    {
        for (int i = 0; i < statement.Targets.Count; i++)
        {
            switch (statement.Instruction)
            {
                case For f:
                    yield return new Slot(f.Initial[i], [f.Body.Parameters[i + 1]], f.Body.Yields[i], statement.Targets[i]);
                    break;
                case While w:
                    yield return new Slot(w.Initial[i], [w.Condition.Parameters[i], w.Body.Parameters[i]], w.Body.Yields[i], statement.Targets[i]);
                    break;
            }
        }
    }
}

/// <summary>A carried value of a loop.</summary>
/// <param name="Initial">Before the first iteration.</param>
/// <param name="Parameters">As the blocks see it.</param>
/// <param name="Next">What an iteration hands to the next one.</param>
/// <param name="Last">After the loop.</param>
internal sealed record Slot(Value Initial, IReadOnlyList<Value> Parameters, Value Next, Value Last);

/// <summary>A parameter of a called method.</summary>
internal sealed record Passed(CalleeParameter Parameter, Value? Argument, Value? Target);
