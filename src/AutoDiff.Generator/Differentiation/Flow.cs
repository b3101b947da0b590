using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>One way that a derivative takes: the second value depends on the first one, differentiably.</summary>
/// <param name="From">The operand, initial or yielded value.</param>
/// <param name="To">What is computed of it: a target, or a carried value inside a loop.</param>
/// <param name="IsBranch">Whether it is taken only where a condition holds.</param>
/// <param name="Bounds">Whether the local derivative is bounded, or mixes elements, so that no infinity meets an adjoint of exactly 0.</param>
internal readonly record struct Flow(Value From, Value To, bool IsBranch = false, bool Bounds = false)
{
    /// <summary>All flows of some statements and of the blocks inside of them, in the order of the statements.</summary>
    public static IEnumerable<Flow> Of(IEnumerable<Statement> body) => body.SelectMany(Of).Where(f => f.From.Type == ElementType.Real && f.To.Type == ElementType.Real);

    private static IEnumerable<Flow> Of(Statement statement) => statement.Instruction switch
    {
        If i => Branch(statement, i.Then).Concat(Branch(statement, i.Else)),
        For f => Loop(statement, f.Initial, f.Carried.ToEquatable(), f.Body),
        While w => Loop(statement, w.Initial, w.Body.Parameters, w.Body),
        _ => Straight(statement),
    };

    private static IEnumerable<Flow> Straight(Statement statement)
    {
        bool isBranch = statement.Instruction is Map { Operator: Operator.Select };
        bool bounds = statement.Instruction is Contract or Softmax or Reduce { Kind: ReduceKind.LogSumExp };
        foreach (var target in statement.Targets)
            foreach (var operand in Activity.DifferentiableOperands(statement.Instruction))
                yield return new Flow(operand, target, isBranch, bounds);
    }

    /// <summary>What comes into the branch from outside meets an adjoint of 0 where the other branch is taken.</summary>
    private static IEnumerable<Flow> Branch(Statement statement, Block block)
    {
        var inside = new HashSet<int>(Block.DefinedIn(block.Body).Select(v => v.Id));
        return Of(block.Body).Concat(block.Yields.Zip(statement.Targets, (y, t) => new Flow(y, t)))
            .Select(f => inside.Contains(f.From.Id) ? f : f with { IsBranch = true });
    }

    private static IEnumerable<Flow> Loop(Statement statement, EquatableArray<Value> initial, EquatableArray<Value> carried, Block body)
    {
        for (int j = 0; j < initial.Count; j++)
        {
            yield return new Flow(initial[j], carried[j]);
            yield return new Flow(initial[j], statement.Targets[j]);
        }
        foreach (var flow in Of(body.Body)) yield return flow;
        for (int j = 0; j < initial.Count; j++)
        {
            yield return new Flow(body.Yields[j], carried[j]);
            yield return new Flow(body.Yields[j], statement.Targets[j]);
        }
    }
}
