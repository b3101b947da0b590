using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>
/// Which values are needed at the same time: two values interfere if one of them is still needed where the other one is made. Values that do not
/// interfere may share a variable, or the memory of an array.
/// </summary>
internal sealed class Interference
{
    private static readonly HashSet<int> s_none = [];

    private readonly Dictionary<int, HashSet<int>> _neighbours = [];
    private readonly HashSet<(int Needed, int Made)> _during = [];
    private readonly HashSet<int> _literals;

    public Interference(Function function)
    {
        _literals = new HashSet<int>(Structure.All(function.Body).Where(s => s.Instruction is Constant or ExtentOf).SelectMany(s => s.Targets).Select(t => t.Id));
        var live = new HashSet<int>();
        Use(live, function.Results.SelectMany(r => new[] { r.Value, r.SparseRowsOf }).OfType<Value>());
        Walk(function.Body, live);
        Define(live, function.Parameters.Select(p => p.Value).ToList());
    }

    public IReadOnlyCollection<int> Of(int value) => _neighbours.TryGetValue(value, out var neighbours) ? neighbours : s_none;

    /// <summary>Whether the second value is made while the first one is still needed.</summary>
    public bool IsMadeDuring(int needed, int made) => _during.Contains((needed, made));

    /// <summary>From what is needed after the statements to what is needed before them.</summary>
    private void Walk(EquatableArray<Statement> body, HashSet<int> live)
    {
        for (int i = body.Count - 1; i >= 0; i--) Visit(body[i], live);
    }

    private void Visit(Statement statement, HashSet<int> live)
    {
        switch (statement.Instruction)
        {
            case If branch:
                Define(live, statement.Targets);
                var otherwise = new HashSet<int>(live);
                Enter(branch.Then, live);
                Enter(branch.Else, otherwise);
                live.UnionWith(otherwise);
                Use(live, [branch.Condition]);
                break;
            case For loop:
                Define(live, statement.Targets);
                // What the body uses from outside it needs in the next iteration again.
                Use(live, loop.Body.FreeValues.Append(loop.Start).Append(loop.End));
                Enter(loop.Body, live);
                Define(live, loop.Body.Parameters);
                Use(live, loop.Initial);
                break;
            case While loop:
                Define(live, statement.Targets);
                Use(live, loop.Body.FreeValues.Concat(loop.Condition.FreeValues));
                Enter(loop.Body, live);
                Define(live, loop.Body.Parameters);
                // The carried values go on from the condition to the body.
                Use(live, loop.Condition.Parameters);
                Enter(loop.Condition, live);
                Define(live, loop.Condition.Parameters);
                Use(live, loop.Initial);
                break;
            case Call call:
                // The callee writes some arrays while it reads the others.
                Use(live, Structure.Passed(statement).Where(p => p.Target is null && p.Argument is { Axes.Count: > 0 }).Select(p => p.Argument!));
                Define(live, statement.Targets);
                Use(live, call.Arguments);
                break;
            case TensorRun:
                // Loop nests may read an operand after they have begun to write a result.
                Use(live, statement.Instruction.Operands);
                Define(live, statement.Targets);
                break;
            default:
                Define(live, statement.Targets);
                Use(live, statement.Instruction.Operands);
                break;
        }
    }

    private void Enter(Block block, HashSet<int> live)
    {
        Use(live, block.Yields);
        Walk(block.Body, live);
    }

    private void Use(HashSet<int> live, IEnumerable<Value> values)
    {
        foreach (var value in values)
            if (!_literals.Contains(value.Id)) live.Add(value.Id);
    }

    /// <summary>The values are made together.</summary>
    private void Define(HashSet<int> live, IReadOnlyList<Value> values)
    {
        foreach (var value in values)
        {
            foreach (int other in live)
            {
                Connect(value.Id, other);
                _during.Add((other, value.Id));
            }
            foreach (var other in values) Connect(value.Id, other.Id);
        }
        foreach (var value in values) live.Remove(value.Id);
    }

    private void Connect(int a, int b)
    {
        if (a == b || _literals.Contains(a)) return;
        Neighbours(a).Add(b);
        Neighbours(b).Add(a);
    }

    private HashSet<int> Neighbours(int value)
    {
        if (!_neighbours.TryGetValue(value, out var neighbours)) _neighbours[value] = neighbours = [];
        return neighbours;
    }
}
