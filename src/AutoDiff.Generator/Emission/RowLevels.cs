using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

/// <summary>
/// Sorts the statements of a row nest into sweeps: a statement that uses the result of a row reduction comes in the sweep after it.
/// Values that cross sweeps are recomputed if cheap and otherwise left in memory.
/// </summary>
internal sealed class RowLevels
{
    private const int MostRecomputed = 6;

    private readonly Nest _nest;
    private readonly Dictionary<int, Statement> _definitions;
    private readonly Dictionary<int, int> _levels = [];
    private readonly HashSet<int> _stored;

    public RowLevels(Nest nest, HashSet<int> stored)
    {
        _nest = nest;
        _stored = stored;
        _definitions = nest.Statements.ToDictionary(s => s.Target.Id);
        foreach (var statement in nest.Statements)
        {
            int level = 0;
            foreach (var operand in statement.Instruction.Operands)
            {
                if (!_definitions.TryGetValue(operand.Id, out var definition)) continue;
                level = Math.Max(level, _levels[operand.Id] + (nest.IsRowReduction(definition) ? 1 : 0));
            }
            _levels[statement.Target.Id] = level;
        }
        Last = _levels.Count == 0 ? 0 : _levels.Values.Max();
        FindStashed();
    }

    public int Last { get; }

    public int LevelOf(int id) => _levels[id];

    /// <summary>Values kept in a row of scratch memory between sweeps.</summary>
    public HashSet<int> Stashed { get; } = [];

    /// <summary>Computations and totals of single numbers before the sweep of a level.</summary>
    public IEnumerable<Statement> RowStatements(int level) => _nest.Statements.Where(s =>
        _levels[s.Target.Id] == level && (s.Instruction is Map ? !_nest.IsVector(s.Target)
            : s.Instruction is Reduce reduce && !_nest.IsVector(reduce.Operand)));

    /// <summary>What the sweep of a level has to produce.</summary>
    public List<Statement> SweepRoots(int level) => _nest.Statements.Where(s => _levels[s.Target.Id] == level && IsSweepRoot(s)).ToList();

    private bool IsSweepRoot(Statement s) => s.Instruction is Reduce reduce ? _nest.IsVector(reduce.Operand)
        : _nest.IsVector(s.Target) && (_stored.Contains(s.Target.Id) || Stashed.Contains(s.Target.Id));

    /// <summary>Values that lie in memory after the sweep of a level.</summary>
    public IEnumerable<int> LeftBy(int level) => _nest.Statements
        .Where(s => s.Instruction is Map && _nest.IsVector(s.Target) && _levels[s.Target.Id] == level && (_stored.Contains(s.Target.Id) || Stashed.Contains(s.Target.Id)))
        .Select(s => s.Target.Id);

    /// <summary>Whether a row that holds one value may be overwritten by another one: nothing reads the first after that.</summary>
    public bool IsLastRead(int id, int overwriting)
    {
        int position = 0;
        while (_nest.Statements[position].Target.Id != overwriting) position++;
        for (int level = _levels[overwriting]; level <= Last; level++)
            foreach (var root in SweepRoots(level))
            {
                bool isBefore = level == _levels[overwriting] && _nest.Statements.Take(position + 1).Contains(root);
                if (!isBefore && root.Instruction.Operands.Any(o => Reads(o, level, id))) return false;
            }
        return true;
    }

    /// <summary>Whether the sweep of a level reads a kept row in order to compute the value.</summary>
    private bool Reads(Value value, int level, int id)
    {
        if (value.Id == id) return true;
        if (!_definitions.TryGetValue(value.Id, out var definition) || !_nest.IsVector(value) || definition.Instruction is not Map map) return false;
        if (_levels[value.Id] < level && (_stored.Contains(value.Id) || Stashed.Contains(value.Id))) return false;
        return map.Arguments.Any(a => Reads(a, level, id));
    }

    private void FindStashed()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int level = 1; level <= Last; level++)
                foreach (var root in SweepRoots(level))
                    foreach (var operand in root.Instruction.Operands) changed |= Visit(operand, level);
        }
    }

    /// <summary>Follows what a sweep needs; an expensive value of an earlier sweep is stashed.</summary>
    private bool Visit(Value value, int level)
    {
        if (!_definitions.TryGetValue(value.Id, out var definition) || !_nest.IsVector(value) || definition.Instruction is not Map map) return false;
        if (_levels[value.Id] < level)
        {
            if (_stored.Contains(value.Id) || Stashed.Contains(value.Id)) return false;
            if (Cost(value, level) > MostRecomputed) return Stashed.Add(value.Id);
        }
        bool changed = false;
        foreach (var operand in map.Arguments) changed |= Visit(operand, level);
        return changed;
    }

    private int Cost(Value value, int level)
    {
        if (!_definitions.TryGetValue(value.Id, out var definition) || !_nest.IsVector(value) || definition.Instruction is not Map map) return 0;
        if (_levels[value.Id] < level && (_stored.Contains(value.Id) || Stashed.Contains(value.Id))) return 0;
        if (!Scheduler.IsCheap(map.Operator)) return MostRecomputed + 1;
        return 1 + map.Arguments.Sum(a => Cost(a, level));
    }
}
