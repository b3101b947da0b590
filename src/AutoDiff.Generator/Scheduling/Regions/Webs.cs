using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>
/// The values of a function in webs: those of one web are one variable of the program, or one array in memory. States of an array share its memory,
/// carried values the variable of their loop. A program that uses an old state after a write gets a copy there: its states lie in two webs.
/// </summary>
internal sealed class Webs
{
    private readonly Dictionary<int, int> _parent = [];
    private readonly Dictionary<int, HashSet<int>> _neighbours = [];
    private readonly Dictionary<int, List<Value>> _members = [];
    private readonly Interference _interference;
    private readonly HashSet<int> _fixed;
    private readonly HashSet<int> _literals;
    private readonly List<(Value Old, Value New)> _copies = [];

    private Webs(Function function)
    {
        _interference = new Interference(function);
        var all = Structure.All(function.Body).ToList();
        // What the caller passed in stays as it is, unless the program itself writes it.
        _fixed = new HashSet<int>(function.Parameters.Where(p => !p.Written).Select(p => p.Value.Id));
        _literals = new HashSet<int>(all.Where(s => s.Instruction is Constant or ExtentOf).Select(s => s.Target.Id));
        foreach (var value in function.Parameters.Select(p => p.Value).Concat(Block.DefinedIn(function.Body))) _members[value.Id] = [value];

        foreach (var slot in all.SelectMany(Structure.Slots))
            foreach (var parameter in slot.Parameters) Merge(slot.Last.Id, parameter.Id);
        foreach (var statement in all) Join(statement);
        foreach (var slot in all.SelectMany(Structure.Slots)) Join(slot.Next, slot.Last);
        foreach (var slot in all.SelectMany(Structure.Slots)) Join(slot.Initial, slot.Last);
        foreach (var statement in all)
        {
            if (statement.Instruction is not If branch) continue;
            for (int i = 0; i < statement.Targets.Count; i++)
            {
                Join(branch.Then.Yields[i], statement.Targets[i]);
                Join(branch.Else.Yields[i], statement.Targets[i]);
            }
        }
        foreach (var statement in all)
            if (statement.Instruction is Copy copy) TryMerge(copy.Array.Id, statement.Target.Id);
    }

    public static Webs Of(Function function) => new(function);

    /// <summary>Where the memory of an array is copied although the function does not say so: its old state is needed after the new one is made.</summary>
    public IReadOnlyList<(Value Old, Value New)> Copies => _copies;

    /// <summary>The web of a value.</summary>
    public int Of(Value value) => Find(value.Id);

    public bool AreSame(Value a, Value b) => Find(a.Id) == Find(b.Id);

    /// <summary>The values of a web, in the order in which they joined.</summary>
    public IReadOnlyList<Value> Members(int web) => _members[Find(web)];

    /// <summary>Whether the variable or the memory changes while the value exists.</summary>
    public bool IsMutable(int web) => _members[Find(web)].Count > 1;

    /// <summary>Whether the memory of the array is written while the value is still needed.</summary>
    public bool ChangesDuring(Value array, Value needed) => _members[Find(array.Id)].Any(m => _interference.IsMadeDuring(needed.Id, m.Id));

    private void Join(Statement statement)
    {
        switch (statement.Instruction)
        {
            case Write write: Join(write.Array, statement.Target); break;
            case AddAt add: Join(add.Array, statement.Target); break;
            case Push push: Join(push.Tape, statement.Target); break;
            case Pop pop: Join(pop.Tape, statement.Targets[0]); break;
            case Call:
                foreach (var passed in Structure.Passed(statement))
                    if (passed is { Argument: { } argument, Target: { } target }) Join(argument, target);
                break;
        }
    }

    private void Join(Value old, Value next)
    {
        if (_literals.Contains(old.Id) || _literals.Contains(next.Id) || TryMerge(old.Id, next.Id)) return;
        if (old.Type == ElementType.Tape) throw new InvalidOperationException($"Tape {old} is used after {next} was made of it.");
        if (old.Axes.Count > 0) _copies.Add((old, next));
    }

    private bool TryMerge(int a, int b)
    {
        int first = Find(a), second = Find(b);
        if (first == second) return true;
        if (_fixed.Contains(first) || _fixed.Contains(second)) return false;
        // The smaller neighbourhood is looked through.
        var (few, other) = Neighbours(first).Count <= Neighbours(second).Count ? (Neighbours(first), second) : (Neighbours(second), first);
        foreach (int neighbour in few)
            if (Find(neighbour) == other) return false;
        Merge(first, second);
        return true;
    }

    private void Merge(int a, int b)
    {
        int first = Find(a), second = Find(b);
        if (first == second) return;
        var neighbours = Neighbours(first);
        neighbours.UnionWith(Neighbours(second));
        _members[first].AddRange(_members[second]);
        _parent[second] = first;
    }

    private HashSet<int> Neighbours(int root)
    {
        if (!_neighbours.TryGetValue(root, out var neighbours)) _neighbours[root] = neighbours = [.. _interference.Of(root)];
        return neighbours;
    }

    private int Find(int value)
    {
        while (_parent.TryGetValue(value, out int parent)) value = parent;
        return value;
    }
}
