using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Which forward values the backward pass is given. The others it computes again.</summary>
internal sealed class SavePlan
{
    private readonly Dictionary<int, Statement> _definitions;
    private readonly HashSet<int> _parameters;
    private readonly HashSet<int> _primalResults;
    private readonly Dictionary<int, double> _costs = [];
    private readonly Dictionary<int, Value> _saved = [];

    private SavePlan(Function joint, int primal)
    {
        _definitions = joint.Body.ToDictionary(s => s.Target.Id);
        _parameters = [.. joint.Parameters.Select(p => p.Value.Id)];
        // The memory of a result that repeats its value along some dimension is not that of the value.
        _primalResults = [.. joint.Results.Take(primal).Where(r => r.Dimensions.Count(d => d.Axis is not null) == r.Value.Axes.Count).Select(r => r.Value.Id)];
    }

    public IEnumerable<Value> Saved => _saved.Values.OrderBy(v => v.Id);

    public HashSet<int> Inputs { get; } = [];

    public HashSet<int> Results { get; } = [];

    public static SavePlan Of(Function joint, int primal)
    {
        var plan = new SavePlan(joint, primal);
        foreach (var gradient in joint.Results.Skip(primal))
        {
            plan.Need(gradient.Value);
            if (gradient.SparseRowsOf is { } indices) plan.Need(indices);
        }
        return plan;
    }

    /// <summary>What the backward pass computes anyway needs its operands; a forward value is given or computed again, whichever costs less.</summary>
    private void Need(Value root)
    {
        var pending = new Stack<Value>([root]);
        var seen = new HashSet<int>();
        while (pending.Count > 0)
        {
            var value = pending.Pop();
            if (!seen.Add(value.Id)) continue;
            if (_parameters.Contains(value.Id)) Inputs.Add(value.Id);
            else if (_primalResults.Contains(value.Id) && !IsFree(value)) Results.Add(value.Id);
            else if (!value.IsAdjoint && CostToSave(value) <= CostToRecompute(value)) _saved[value.Id] = value;
            else foreach (var operand in _definitions[value.Id].Instruction.Operands) pending.Push(operand);
        }
    }

    private bool IsFree(Value value) => _definitions.TryGetValue(value.Id, out var definition) && !definition.Instruction.Operands.Any();

    /// <summary>Memory traffic in multiples of a small tensor: each further axis counts ten times as much.</summary>
    private static double CostToSave(Value value) => value.Type == ElementType.Real ? Math.Pow(10, value.Axes.Count) : double.PositiveInfinity;

    private const double CostOfDivision = 30;

    private double Cost(Value value)
    {
        if (_parameters.Contains(value.Id) || _primalResults.Contains(value.Id)) return 0;
        if (_costs.TryGetValue(value.Id, out double cost)) return cost;
        return _costs[value.Id] = Math.Min(CostToSave(value), CostToRecompute(value));
    }

    /// <summary>Only index arithmetic and a few additions are worth doing twice; integers and truth values cannot be saved.</summary>
    private double CostToRecompute(Value value)
    {
        var instruction = _definitions[value.Id].Instruction;
        bool isCheap = instruction switch
        {
            Map map => !Operators.IsTranscendental(map.Operator) && map.Operator is not (Operator.Sqrt or Operator.Divide or Operator.Reciprocal) || value.Axes.Count == 0 && map.Operator != Operator.Power,
            Constant or ExtentOf or Ir.Index or Rename or Slice or Reshape or Gather => true,
            _ => false,
        };
        double operands = instruction.Operands.Select(Cost).DefaultIfEmpty(0).Sum();
        if (isCheap || value.Type != ElementType.Real) return operands;
        // A division is worth less than a tensor's memory and more than a row's.
        return instruction is Map { Operator: Operator.Sqrt or Operator.Divide or Operator.Reciprocal } ? operands + CostOfDivision : double.PositiveInfinity;
    }
}
