using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Which values a derivative flows through: those that depend on a differentiated parameter (varied) and that a differentiated result depends on (useful).
/// Nothing is emitted for the others. What loops carry depends on what they yield, so both sets are fixpoints.
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
        var flows = Flow.Of(function.Body).ToList();
        var varied = new HashSet<int>(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id));
        while (Advance(flows, f => varied.Contains(f.From.Id) && varied.Add(f.To.Id)) && function.HasRegions) { }

        flows.Reverse();
        var useful = new HashSet<int>(differentiated.Select(r => r.Value.Id));
        var activity = new Activity(varied, useful);
        while (Advance(flows, activity.Retreat) && function.HasRegions) { }
        return activity;
    }

    /// <summary>The operands that the instruction has a derivative with respect to.</summary>
    public static IEnumerable<Value> DifferentiableOperands(Instruction instruction) => (instruction switch
    {
        Map map => map.Arguments.Where((_, i) => DerivativeRules.Of(map.Operator)[i] is not null),
        Call call => call.Callee.Differentiated.Select(i => call.Arguments[i]),
        _ => instruction.Operands,
    }).Where(o => o.Type == ElementType.Real);

    private bool Retreat(Flow flow)
    {
        if (!_useful.Contains(flow.To.Id)) return false;
        bool found = _useful.Add(flow.From.Id);
        bool isGuarded = flow.IsBranch || (!flow.Bounds && _guarded.Contains(flow.To.Id));
        return (isGuarded && _guarded.Add(flow.From.Id)) || found;
    }

    /// <summary>Goes along all flows once; whether one of them led to something new.</summary>
    private static bool Advance(List<Flow> flows, Func<Flow, bool> step)
    {
        bool found = false;
        foreach (var flow in flows) found |= step(flow);
        return found;
    }
}
