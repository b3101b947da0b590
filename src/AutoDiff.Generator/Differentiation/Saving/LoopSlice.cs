using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>The part of a counted loop that computes some of its values: what has to run when they are computed again.</summary>
internal sealed class LoopSlice
{
    private readonly For _loop;
    private readonly SortedSet<int> _carried = [];
    private readonly SortedSet<int> _body = [];
    private readonly HashSet<int> _fresh = [];

    private LoopSlice(For loop) => _loop = loop;

    /// <summary>Positions of the carried values that the part carries.</summary>
    public IReadOnlyCollection<int> Carried => _carried;

    /// <summary>Whether the carried array begins as zeros, because what it holds is overwritten before it is read.</summary>
    public bool IsFresh(int carried) => _fresh.Contains(carried);

    /// <summary>Positions of its statements in the body.</summary>
    public IReadOnlyCollection<int> Body => _body;

    /// <summary>What it uses from before the loop.</summary>
    public IEnumerable<Value> Inputs
    {
        get
        {
            var inside = new HashSet<int>(_loop.Body.Parameters.Concat(Block.DefinedIn(_loop.Body.Body)).Select(v => v.Id));
            return new[] { _loop.Start, _loop.End }.Concat(_carried.Where(j => !IsFresh(j)).Select(j => _loop.Initial[j]))
                .Concat(_body.SelectMany(p => _loop.Body.Body[p].Instruction.Operands)).Concat(_carried.Select(j => _loop.Body.Yields[j]))
                .Where(v => !inside.Contains(v.Id)).Distinct();
        }
    }

    /// <param name="forward">The forward pass.</param>
    /// <param name="statement">The loop.</param>
    /// <param name="values">Targets of the loop, or values that its body defines at any depth.</param>
    public static LoopSlice Of(ForwardPass forward, Statement statement, IEnumerable<Value> values)
    {
        var seeds = values.ToList();
        var loop = (For)statement.Instruction;
        var slice = new LoopSlice(loop);
        var carried = new Dictionary<int, int>();
        for (int j = 0; j < loop.Initial.Count; j++) carried[statement.Targets[j].Id] = carried[loop.Body.Parameters[j + 1].Id] = j;
        var definitions = new Dictionary<int, int>();
        for (int p = 0; p < loop.Body.Body.Count; p++)
            foreach (var value in Block.DefinedIn([loop.Body.Body[p]])) definitions[value.Id] = p;

        var pending = new Stack<Value>(seeds);
        // Extents of arrays inside have to be defined in any case.
        for (int p = 0; p < loop.Body.Body.Count; p++)
            if (loop.Body.Body[p].Instruction is DefineExtent) pending.Push(loop.Body.Body[p].Target);
        while (pending.Count > 0)
        {
            var value = pending.Pop();
            if (carried.TryGetValue(value.Id, out int j) && slice._carried.Add(j)) pending.Push(loop.Body.Yields[j]);
            if (!definitions.TryGetValue(value.Id, out int position) || !slice._body.Add(position)) continue;
            foreach (var operand in loop.Body.Body[position].Instruction.Operands) pending.Push(operand);
        }
        // Without iterations the array stays what it was, which matters where it is wanted itself.
        slice._fresh.UnionWith(slice._carried.Where(j => Overwriting.Writes(forward, loop, j) || !seeds.Contains(statement.Targets[j]) && Overwriting.IsDeadOnEntry(forward, loop, j)));
        return slice;
    }
}
