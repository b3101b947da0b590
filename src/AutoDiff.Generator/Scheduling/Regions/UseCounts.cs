using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>How often each value is needed; what only unused values need counts as unused.</summary>
internal sealed class UseCounts
{
    private readonly Dictionary<int, int> _counts = [];

    public UseCounts(Function function)
    {
        foreach (var value in function.Results.SelectMany(r => new[] { r.Value, r.SparseRowsOf }).OfType<Value>()) Add(value);
        Walk(function.Body);
    }

    public int Of(Value value) => _counts.TryGetValue(value.Id, out int count) ? count : 0;

    private void Add(Value value) => _counts[value.Id] = Of(value) + 1;

    private void Walk(EquatableArray<Statement> body)
    {
        for (int i = body.Count - 1; i >= 0; i--)
        {
            var (targets, instruction) = (body[i].Targets, body[i].Instruction);
            if (instruction is If branch)
            {
                foreach (var block in instruction.Blocks)
                {
                    for (int k = 0; k < targets.Count; k++)
                        if (Of(targets[k]) > 0) Add(block.Yields[k]);
                    Walk(block.Body);
                }
                Add(branch.Condition);
                continue;
            }
            bool isNeeded = instruction.Blocks.Count > 0 || instruction is Call or Throw or DefineExtent or Push or Pop || targets.Any(t => Of(t) > 0);
            if (!isNeeded) continue;
            foreach (var block in instruction.Blocks.Reverse())
            {
                foreach (var value in block.Yields) Add(value);
                Walk(block.Body);
            }
            foreach (var operand in Structure.Header(instruction)) Add(operand);
        }
    }
}
