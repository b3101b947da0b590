using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Counts where a value is needed as it is, rather than under a sum that takes it apart.</summary>
internal sealed class Uses
{
    private readonly ILookup<int, Statement> _users;
    private readonly HashSet<int> _results;
    private readonly Dictionary<int, int> _counts = [];

    public Uses(Function function)
    {
        _users = Block.StatementsIn(function.Body).SelectMany(s => s.Instruction.Operands.Distinct().Select(o => (o.Id, Statement: s))).ToLookup(p => p.Id, p => p.Statement);
        _results = [.. function.Results.Select(r => r.Value.Id)];
    }

    public int OutsideSums(Value value)
    {
        if (_counts.TryGetValue(value.Id, out int count)) return count;
        count = _results.Contains(value.Id) ? 1 : 0;
        foreach (var user in _users[value.Id])
        {
            count += user.Instruction switch
            {
                { IsSequential: true } => 1,
                Reduce { Kind: ReduceKind.Sum } when user.Target.IsAdjoint => 0,
                Map { Operator: Operator.Negate } or Map { Operator: Operator.Multiply } when user.Target.IsAdjoint => Math.Min(1, OutsideSums(user.Target)),
                _ => 1,
            };
        }
        return _counts[value.Id] = count;
    }
}
