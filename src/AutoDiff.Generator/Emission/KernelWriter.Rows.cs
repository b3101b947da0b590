using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

// Sweeps over a row, and numbers of the row between them.
internal sealed partial class KernelWriter
{
    private void WriteRows(CodeWriter w)
    {
        var rows = new RowLevels(_nest, new HashSet<int>(_stores.Keys));
        var row = new CodeWriter();
        var loaded = new Dictionary<int, Access>();
        for (int level = 0; level <= rows.Last; level++)
        {
            WriteRowStatements(row, rows, level);
            var roots = rows.SweepRoots(level);
            if (roots.Count == 0) continue;
            var stores = _stores.Where(s => _nest.IsVector(_nest.Statements.First(t => t.Target.Id == s.Key).Target)).ToDictionary(s => s.Key, s => s.Value);
            foreach (int id in rows.Stashed)
            {
                if (!_stashAccess.TryGetValue(id, out var access)) _stashAccess[id] = access = LaterOutput(rows, id) ?? StashAccess();
                stores[id] = stores.TryGetValue(id, out var known) ? known.Append(access).ToList() : [access];
            }
            WriteSweep(row, roots, loaded, stores);
            foreach (int id in rows.LeftBy(level))
                loaded[id] = _stashAccess.TryGetValue(id, out var a) ? a : _schedule.Storage[id];
        }

        OpenOuterLoops(w, _nest.Outer.Count);
        w.Lines(_expressions.OuterPrologue);
        w.Lines(_expressions.RowPrologue);
        foreach (string line in row.ToString().TrimEnd('\n').Split('\n')) w.Line(line);
        CloseOuterLoops(w, _nest.Outer.Count);
    }

    private readonly Dictionary<int, Access> _stashAccess = [];

    /// <summary>The row of an output that a later sweep overwrites position by position: until then it can hold the value.</summary>
    private Access? LaterOutput(RowLevels rows, int id)
    {
        foreach (int target in _stores.Keys)
        {
            var statement = _nest.Statements.First(s => s.Target.Id == target);
            var access = _stores[target][0];
            if (rows.LevelOf(target) <= rows.LevelOf(id) || !_nest.IsVector(statement.Target) || statement.Target.Type != ElementType.Real || !rows.IsLastRead(id, target)) continue;
            if (!access.StrideOf(_nest.Inner.Last).IsOne || _nest.Outer.Any(o => access.StrideOf(o.Last) == Extent.Zero) || !_lent.Add(target)) continue;
            return access;
        }
        return null;
    }

    private readonly HashSet<int> _lent = [];

    /// <summary>A row of scratch memory that only this worker uses.</summary>
    private Access StashAccess()
    {
        string name = "rowBuffer" + (StashTensors.Count == 0 ? "" : (StashTensors.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        string tensor = _method.Names.Unique(name);
        StashTensors.Add(tensor);
        var axes = _nest.Inner.Parts;
        var buffer = new Scheduling.Buffer(tensor, ElementType.Real, axes, BufferKind.Scratch);
        string parameter = _names.Unique(name + "Tensor");
        string local = _names.Unique(name);
        _fields.Parameters.Add(($"Tensor<T> {parameter}", tensor));
        _fields.Prologue.Add($"ref T {local} = ref Unsafe.Add(ref {parameter}.Origin, worker * {parameter}.Shape[1]);");
        _fields.Alias(buffer, local);
        return Access.Dense(buffer);
    }

    private List<string> StashTensors { get; } = [];

    private void WriteRowStatements(CodeWriter w, RowLevels rows, int level)
    {
        foreach (var statement in rows.RowStatements(level))
        {
            if (statement.Instruction is Reduce reduce)
            {
                // The row's number goes into a total over rows.
                var target = statement.Target;
                string? address = target.Axes.Count == 0 ? null : _expressions.Base(_schedule.Storage[target.Id]).Text;
                w.Line(AddTo(target.Id, reduce.Kind, _expressions.Row(reduce.Operand), address));
                continue;
            }
            if (statement.Instruction is Map { Operator: Operator.StopGradient or Operator.StraightThrough or Operator.ScaleGradient } same && !_stores.ContainsKey(statement.Target.Id))
            {
                _expressions.SetRowLocal(statement.Target, _expressions.Row(same.Arguments[0]).In(Precedence.Primary));
                continue;
            }
            string name = RowName(statement);
            string type = statement.Target.Type == ElementType.Bool ? "bool" : "T";
            w.Line($"{type} {name} = {_expressions.RowMap((Map)statement.Instruction, statement.Target)};");
            _expressions.SetRowLocal(statement.Target, name);
            StoreRow(w, statement.Target, name);
        }
    }

    private string RowName(Statement statement) => Names.Escape(_names.Unique(StemOf(statement)));

    private void StoreRow(CodeWriter w, Value value, string name)
    {
        if (!_stores.TryGetValue(value.Id, out var addresses)) return;
        foreach (var access in addresses)
            w.Line($"Unsafe.Add(ref {_fields.Reference(access.Buffer)}, {_expressions.Base(access)}) = {name};");
    }

    private void WriteSweep(CodeWriter w, List<Statement> roots, Dictionary<int, Access> loaded, Dictionary<int, List<Access>> stores)
    {
        var accumulators = new Dictionary<int, string>();
        var declarations = new List<string>();
        var sweepStores = new Dictionary<int, List<Access>>(stores);
        var sweep = new SweepWriter(_nest, _expressions, new SweepWriter.Plan(roots, loaded, sweepStores, accumulators));
        foreach (var root in roots)
        {
            if (root.Instruction is not Reduce) continue;
            if (_nest.IsVector(root.Target))
            {
                accumulators[root.Target.Id] = _accumulators[root.Target.Id];
                sweepStores[root.Target.Id] = [_schedule.Storage[root.Target.Id]];
            }
            else
            {
                accumulators[root.Target.Id] = NewAccumulator(root, declarations, sweep);
            }
        }
        var body = sweep.Body(null);
        var tail = _expressions.IsScalar ? [] : sweep.Body("lanes");
        w.Lines(sweep.Hoisted);
        w.Lines(declarations);
        VectorLoop(w, _fields.Extent(_nest.Inner.Extent).In(Precedence.Additive), body, tail, isFirst: _sweeps++ == 0);
        foreach (var root in roots)
        {
            if (root.Instruction is not Reduce reduce || _nest.IsVector(root.Target)) continue;
            string across = Across(reduce.Kind, accumulators[root.Target.Id]);
            if (_nest.IsOuterReduction(root))
            {
                string? address = root.Target.Axes.Count == 0 ? null : _expressions.Base(_schedule.Storage[root.Target.Id]).Text;
                w.Line(AddTo(root.Target.Id, reduce.Kind, Code.Primary(across), address));
                continue;
            }
            string name = RowName(root);
            w.Line($"T {name} = {across};");
            _expressions.SetRowLocal(root.Target, name);
            StoreRow(w, root.Target, name);
        }
    }

    private int _sweeps;
}
