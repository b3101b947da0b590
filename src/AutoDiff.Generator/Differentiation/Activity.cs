using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Which values a derivative flows through: those that depend on a differentiated parameter (varied) and that a differentiated result depends on (useful).
/// Nothing is emitted for the others.
/// </summary>
internal sealed class Activity
{
    private readonly HashSet<int> _varied;
    private readonly HashSet<int> _useful;
    private readonly HashSet<int> _guarded = [];

    private Activity(HashSet<int> varied, HashSet<int> useful) => (_varied, _useful) = (varied, useful);

    public bool IsVaried(Value value) => _varied.Contains(value.Id);

    public bool IsActive(Value value) => IsVaried(value) && _useful.Contains(value.Id);

    /// <summary>
    /// Whether a branch that may not be taken lies between the value and the results, so that its adjoint may be an exact 0 beside an infinite local
    /// derivative. A matrix product mixes elements and ends the chain; log-sum-exp and softmax have bounded derivatives and end it too.
    /// </summary>
    public bool IsGuarded(Value value) => _guarded.Contains(value.Id);

    public static Activity Of(Function function, IEnumerable<Result> differentiated)
    {
        var varied = new HashSet<int>(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id));
        foreach (var statement in function.Body)
            if (DifferentiableOperands(statement.Instruction).Any(o => varied.Contains(o.Id)))
                varied.Add(statement.Target.Id);

        var useful = new HashSet<int>(differentiated.Select(r => r.Value.Id));
        var activity = new Activity(varied, useful);
        foreach (var statement in function.Body.Reverse())
        {
            if (!useful.Contains(statement.Target.Id)) continue;
            bool isBranch = statement.Instruction is Map { Operator: Operator.Select };
            bool ends = statement.Instruction is Contract or Softmax or Reduce { Kind: ReduceKind.LogSumExp };
            foreach (var operand in DifferentiableOperands(statement.Instruction))
            {
                useful.Add(operand.Id);
                if (isBranch || (!ends && activity._guarded.Contains(statement.Target.Id))) activity._guarded.Add(operand.Id);
            }
        }
        return activity;
    }

    /// <summary>The operands that the instruction has a derivative with respect to.</summary>
    public static IEnumerable<Value> DifferentiableOperands(Instruction instruction) => (instruction switch
    {
        Map map => map.Arguments.Where((_, i) => DerivativeRules.Of(map.Operator)[i] is not null),
        _ => instruction.Operands,
    }).Where(o => o.Type == ElementType.Real);
}
