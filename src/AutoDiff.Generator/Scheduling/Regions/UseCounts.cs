using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>How often each value is needed; what only unused values need counts as unused.</summary>
internal sealed class UseCounts
{
    private readonly Dictionary<int, int> _counts = [];
    private readonly Dictionary<Block, HashSet<int>> _inside = new(BlockIdentity.Comparer);
    private readonly Stack<HashSet<int>> _blocks = new();

    public UseCounts(Function function)
    {
        foreach (var value in function.Results.SelectMany(r => new[] { r.Value, r.SparseRowsOf }).OfType<Value>()) Add(value);
        Walk(function.Body);
    }

    public int Of(Value value) => _counts.TryGetValue(value.Id, out int count) ? count : 0;

    /// <summary>Whether the block, or one inside of it, needs the value.</summary>
    public bool IsNeededIn(Block block, Value value) => _inside[block].Contains(value.Id);

    private void Add(Value value)
    {
        _counts[value.Id] = Of(value) + 1;
        foreach (var block in _blocks) block.Add(value.Id);
    }

    private void Enter(Block block, IEnumerable<Value> yields)
    {
        _blocks.Push(_inside[block] = []);
        foreach (var value in yields) Add(value);
        Walk(block.Body);
        _blocks.Pop();
    }

    private void Walk(EquatableArray<Statement> body)
    {
        for (int i = body.Count - 1; i >= 0; i--)
        {
            var (targets, instruction) = (body[i].Targets, body[i].Instruction);
            if (instruction is If branch)
            {
                foreach (var block in instruction.Blocks) Enter(block, block.Yields.Where((_, k) => Of(targets[k]) > 0));
                Add(branch.Condition);
                continue;
            }
            bool isNeeded = instruction.Blocks.Count > 0 || instruction is Call or Throw or DefineExtent or CheckFinite or Push or Pop || targets.Any(t => Of(t) > 0);
            if (!isNeeded) continue;
            foreach (var block in instruction.Blocks.Reverse()) Enter(block, block.Yields);
            foreach (var operand in Structure.Header(instruction)) Add(operand);
        }
    }
}
