using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

/// <summary>Writes a nest as a kernel struct: one loop for every vector width.</summary>
internal sealed class KernelWriter
{
    private const int FlatBlock = 4096;
    private const int RowBlock = 64;

    private readonly Nest _nest;
    private readonly Schedule _schedule;
    private readonly MethodScope _method;
    private readonly string _typeName;
    private readonly string _summary;
    private readonly Names _names = new("first", "last", "chunk", "worker", "lanes", "start", "end", "nint", "V", "T");
    private readonly KernelFields _fields;
    private readonly NestExpressions _expressions;
    private readonly List<KernelPartial> _partials = [];
    private readonly Dictionary<int, List<Access>> _stores = [];
    private readonly Dictionary<int, string> _accumulators = [];
    private readonly List<string> _start = [];
    private readonly List<string> _finish = [];

    private KernelWriter(Nest nest, Schedule schedule, Views views, MethodScope method, string typeName, string summary)
    {
        _nest = nest;
        _schedule = schedule;
        _method = method;
        _typeName = typeName;
        _summary = summary;
        _fields = new KernelFields(_names, method);
        _expressions = new NestExpressions(nest, schedule, views, _fields, _names);
        foreach (int id in nest.Stored)
        {
            var statement = nest.Statements.First(s => s.Target.Id == id);
            if (!nest.IsOuterReduction(statement)) _stores[id] = [schedule.Storage[id]];
        }
    }

    public static Kernel Write(Nest nest, Schedule schedule, Views views, MethodScope method, string typeName, string summary) =>
        new KernelWriter(nest, schedule, views, method, typeName, summary).Write();

    private LoopAxis Shared => _nest.Outer.Count > 0 ? _nest.Outer[0] : _nest.Inner;

    private Kernel Write()
    {
        foreach (var statement in _nest.Statements)
            if (_nest.IsOuterReduction(statement)) AddPartial(statement);

        var loop = new CodeWriter();
        switch (_nest.Form)
        {
            case NestForm.Flat: WriteFlat(loop); break;
            case NestForm.Columns: WriteColumns(loop); break;
            default: WriteRows(loop); break;
        }

        string name = _typeName;
        var text = new CodeWriter();
        text.Line($"/// <summary>{_summary}</summary>");
        text.Line($"file readonly struct {name}<T>({string.Join(", ", _fields.Parameters.Select(p => p.Declaration))}) : IKernel<T>");
        text.Indented($"where T : unmanaged, IBinaryFloatingPointIeee754<T>");
        text.Open();
        text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        text.Line("public void Run<V>(nint first, nint last, int chunk, int worker)");
        text.Indented($"where V : struct, ISimd<V, T>");
        text.Open();
        if (_expressions.IsScalar)
        {
            // Addresses jump about along the row: one number at a time.
            text.Line($"RunScalar<Scalar<T>>(first, last, chunk, worker);");
            text.Close();
            text.Line();
            text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            text.Line("private void RunScalar<V>(nint first, nint last, int chunk, int worker)");
            text.Indented($"where V : struct, ISimd<V, T>");
            text.Open();
        }
        text.Lines(_fields.Prologue);
        text.Lines(_fields.Constants);
        text.Lines(_start);
        foreach (string line in loop.ToString().TrimEnd('\n').Split('\n')) text.Line(line);
        text.Lines(_finish);
        text.Close();
        _extra?.Invoke(text);
        text.Close();
        return new Kernel(name, text.ToString(), _fields.Parameters.Select(p => p.Argument).ToList(), Shared.Extent, Work(), _partials, StashTensors, _nest.Inner.Extent);
    }

    /// <summary>Weighted operations of one iteration of the shared loop.</summary>
    private string Work()
    {
        int weight = _nest.Statements.Sum(s => s.Instruction is Map map ? Weight(map.Operator) : 1) + 1;
        var size = _nest.Form == NestForm.Flat ? Extent.One
            : _nest.Outer.Skip(1).Append(_nest.Inner).Aggregate(Extent.One, (n, l) => n * l.Extent);
        return _method.Extent(Extent.Constant(weight) * size);
    }

    private static int Weight(Operator op) => op switch
    {
        Operator.Power or Operator.Atan2 => 24,
        Operator.Exp or Operator.Log or Operator.Log1P or Operator.ExpM1 or Operator.Tanh or Operator.Sigmoid or Operator.LogSigmoid or Operator.Softplus
            or Operator.Erf or Operator.Sin or Operator.Cos => 10,
        Operator.Divide or Operator.Sqrt or Operator.Reciprocal or Operator.ReciprocalSqrt => 3,
        _ => 1,
    };

    private void AddPartial(Statement statement)
    {
        var reduce = (Reduce)statement.Instruction;
        var target = statement.Target;
        string stem = target.Name.Length > 0 ? Names.Camel(target.Name) : Names.Camel(reduce.Kind.ToString());
        bool isNumber = target.Axes.Count == 0;
        bool shared = !isNumber && target.Axes.Any(Shared.Covers);
        var size = isNumber ? Extent.One : _schedule.Storage[target.Id].Buffer.Length;
        string tensor = _method.Names.Unique(stem + "Partials");
        _partials.Add(new KernelPartial(tensor, target, reduce.Kind, size, shared));

        string parameter = _names.Unique(stem + "Partials");
        _fields.Parameters.Add(($"Tensor<double> {parameter}", tensor));
        string local = _names.Unique(stem + (isNumber ? "Total" : "Totals"));
        _accumulators[target.Id] = local;
        if (isNumber)
        {
            _start.Add($"double {local} = {Literals.Real(SweepWriter.NeutralNumber(reduce.Kind), "double")};");
            _finish.Add($"{parameter}.Span[chunk] = {local};");
        }
        else
        {
            string offset = shared ? "" : $"chunk * {_fields.Extent(size).In(Precedence.Unary)}";
            _fields.Prologue.Add(shared ? $"ref double {local} = ref {parameter}.Origin;"
                : $"ref double {local} = ref Unsafe.Add(ref {parameter}.Origin, {offset});");
        }
    }

    private string AddTo(int id, ReduceKind kind, Code number, string? address)
    {
        string total = address is null ? _accumulators[id] : $"Unsafe.Add(ref {_accumulators[id]}, {address})";
        string widened = $"double.CreateTruncating({number})";
        return kind switch
        {
            ReduceKind.Sum => $"{total} += {widened};",
            ReduceKind.Product => $"{total} *= {widened};",
            ReduceKind.Max => $"{total} = double.Max({total}, {widened});",
            _ => $"{total} = double.Min({total}, {widened});",
        };
    }

    private static string Across(ReduceKind kind, string vector) => kind switch
    {
        ReduceKind.Sum => $"V.Sum({vector})",
        ReduceKind.Product => $"V.Product({vector})",
        ReduceKind.Max => $"V.MaxAcross({vector})",
        _ => $"V.MinAcross({vector})",
    };

    private string NewAccumulator(Statement statement, List<string> declarations, SweepWriter sweep)
    {
        var reduce = (Reduce)statement.Instruction;
        string stem = statement.Target.Name.Length > 0 ? Names.Camel(statement.Target.Name) : Names.Camel(reduce.Kind.ToString());
        string name = _names.Unique(stem + "V");
        declarations.Add($"V {name} = {sweep.Neutral(reduce.Kind)};");
        return name;
    }

    private static void VectorLoop(CodeWriter w, string counter, string from, string to, IReadOnlyList<string> body, IReadOnlyList<string> tail, bool scalar)
    {
        w.Line($"nint {counter} = {from};");
        w.Open($"for (; {counter} <= {to} - V.Count; {counter} += V.Count)");
        w.Lines(body);
        w.Close();
        if (scalar) return;
        w.Open($"if ({counter} < {to})");
        w.Line($"nint lanes = {to} - {counter};");
        w.Lines(tail);
        w.Close();
    }

    private void WriteFlat(CodeWriter w)
    {
        var reductions = _nest.Statements.Where(_nest.IsOuterReduction).ToList();
        var roots = _nest.Statements.Where(s => _stores.ContainsKey(s.Target.Id) || _nest.IsOuterReduction(s)).ToList();
        var accumulators = new Dictionary<int, string>();
        var sweep = new SweepWriter(_nest, _expressions, new SweepWriter.Plan(roots, new Dictionary<int, Access>(), _stores, accumulators));
        var declarations = new List<string>();
        foreach (var reduction in reductions) accumulators[reduction.Target.Id] = NewAccumulator(reduction, declarations, sweep);
        var body = sweep.Body(null);
        var tail = _expressions.IsScalar ? [] : sweep.Body("lanes");
        var prologue = _expressions.OuterPrologue.Concat(_expressions.RowPrologue).Concat(sweep.Hoisted).ToList();
        string i = _expressions.Inner;
        w.Lines(prologue);
        if (reductions.Count == 0)
        {
            MainLoop("first", "last");
        }
        else
        {
            // Sums start anew in each block, so that float totals stay short.
            w.Open($"for (nint start = first; start < last; start += {FlatBlock})");
            w.Line($"nint end = nint.Min(start + {FlatBlock}, last);");
            w.Lines(declarations);
            MainLoop("start", "end");
            AddTotals(w);
            w.Close();
        }
        if (_expressions.IsScalar) return;
        string totals = string.Concat(reductions.Select(r => $", ref {_accumulators[r.Target.Id]}"));
        w.Line("nint rest = (last - first) % V.Count;");
        w.Line($"if (rest > 0) Rest<V>(last - rest, rest{totals});");
        WriteRest(prologue, declarations, tail, AddTotals);

        void MainLoop(string from, string to)
        {
            w.Open($"for (nint {i} = {from}; {i} <= {to} - V.Count; {i} += V.Count)");
            w.Lines(body);
            w.Close();
        }

        void AddTotals(CodeWriter writer)
        {
            foreach (var reduction in reductions)
            {
                var kind = ((Reduce)reduction.Instruction).Kind;
                writer.Line(AddTo(reduction.Target.Id, kind, Code.Primary(Across(kind, accumulators[reduction.Target.Id])), null));
            }
        }
    }

    /// <summary>The last elements, fewer than a vector, in a method of their own: the main loop keeps all the locals that inlining may use.</summary>
    private void WriteRest(List<string> prologue, List<string> declarations, IReadOnlyList<string> tail, Action<CodeWriter> addTotals)
    {
        string totals = string.Concat(_nest.Statements.Where(_nest.IsOuterReduction).Select(r => $", ref double {_accumulators[r.Target.Id]}"));
        _extra = w =>
        {
            w.Line();
            w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            w.Line($"private void Rest<V>(nint {_expressions.Inner}, nint lanes{totals})");
            w.Indented("where V : struct, ISimd<V, T>");
            w.Open();
            w.Lines(_fields.Prologue);
            w.Lines(_fields.Constants);
            w.Lines(prologue);
            w.Lines(declarations);
            w.Lines(tail);
            addTotals(w);
            w.Close();
        };
    }

    private void WriteColumns(CodeWriter w)
    {
        var reductions = _nest.Statements.Where(_nest.IsOuterReduction).ToList();
        var roots = _nest.Statements.Where(s => _stores.ContainsKey(s.Target.Id) || _nest.IsOuterReduction(s)).ToList();
        var accumulators = new Dictionary<int, string>();
        var sweep = new SweepWriter(_nest, _expressions, new SweepWriter.Plan(roots, new Dictionary<int, Access>(), _stores, accumulators));
        var declarations = new List<string>();
        foreach (var reduction in reductions) accumulators[reduction.Target.Id] = NewAccumulator(reduction, declarations, sweep);
        var body = sweep.Body(null).ToList();
        var bodyTile = sweep.TileLines.ToList();
        var tail = _expressions.IsScalar ? [] : sweep.Body("lanes").ToList();
        var tailTile = sweep.TileLines.ToList();
        var totals = reductions.Select(r => (r, _expressions.Address(_schedule.Storage[r.Target.Id]))).ToList();

        var rows = _nest.Outer[_nest.Outer.Count - 1];
        bool sharedRows = _nest.Outer.Count == 1;
        OpenOuterLoops(w, _nest.Outer.Count - 1);
        w.Lines(_expressions.OuterPrologue);
        w.Lines(sweep.Hoisted);
        string from = sharedRows ? "first" : "0", to = sharedRows ? "last" : _fields.Extent(rows.Extent).In(Precedence.Additive);
        w.Open($"for (nint start = {from}; start < {to}; start += {RowBlock})");
        w.Line($"nint end = nint.Min(start + {RowBlock}, {to});");
        string extent = _fields.Extent(_nest.Inner.Extent).In(Precedence.Additive);
        if (_expressions.IsScalar)
        {
            VectorLoop(w, _expressions.Inner, "0", extent, Tile(body, bodyTile, "V.Count"), [], true);
        }
        else
        {
            string c = _expressions.Inner;
            string outer = string.Concat(_nest.Outer.Take(_nest.Outer.Count - 1).Select(o => ", " + _expressions.Counters[o]));
            // Four vectors side by side are four independent sums; what is left goes one vector at a time.
            bool isWide = 4 * FunctionWeight.Of(_nest) <= FunctionWeight.MostInlined;
            w.Line(isWide ? $"nint {c} = Tiles<Unrolled4<V, T>>(0, start, end, chunk{outer});" : $"nint {c} = Tiles<V>(0, start, end, chunk{outer});");
            if (isWide) w.Line($"{c} = Tiles<V>({c}, start, end, chunk{outer});");
            w.Open($"if ({c} < {extent})");
            w.Line($"nint lanes = {extent} - {c};");
            w.Lines(Tile(tail, tailTile, "lanes"));
            w.Close();
            WriteTiles(Tile(body, bodyTile, "V.Count"), sweep.Hoisted, extent);
        }
        w.Close();
        CloseOuterLoops(w, _nest.Outer.Count - 1);

        List<string> Tile(IReadOnlyList<string> lines, IReadOnlyList<string> invariant, string lanes)
        {
            var tile = new CodeWriter();
            tile.Lines(invariant);
            tile.Lines(declarations);
            string n = _expressions.Counters[rows];
            tile.Open($"for (nint {n} = start; {n} < end; {n}++)");
            tile.Lines(_expressions.RowPrologue);
            tile.Lines(lines);
            tile.Close();
            foreach (var (reduction, address) in totals)
                tile.Line(SweepWriter.AddTo(((Reduce)reduction.Instruction).Kind, accumulators[reduction.Target.Id], _accumulators[reduction.Target.Id], address, lanes));
            return tile.ToString().TrimEnd('\n').Split('\n').ToList();
        }
    }

    /// <summary>The column tiles of a block of rows, for any width of tile; returns the first column that is left.</summary>
    private void WriteTiles(List<string> tile, List<string> hoisted, string extent)
    {
        string c = _expressions.Inner;
        string outer = string.Concat(_nest.Outer.Take(_nest.Outer.Count - 1).Select(o => ", nint " + _expressions.Counters[o]));
        _extra = w =>
        {
            w.Line();
            w.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            w.Line($"private nint Tiles<V>(nint {c}, nint start, nint end, int chunk{outer})");
            w.Indented("where V : struct, ISimd<V, T>");
            w.Open();
            w.Lines(_fields.Prologue);
            w.Lines(_fields.Constants);
            w.Lines(_expressions.OuterPrologue);
            w.Lines(hoisted);
            w.Open($"for (; {c} <= {extent} - V.Count; {c} += V.Count)");
            w.Lines(tile);
            w.Close();
            w.Line($"return {c};");
            w.Close();
        };
    }

    /// <summary>Writes a second method of the kernel.</summary>
    private Action<CodeWriter>? _extra;

    private void OpenOuterLoops(CodeWriter w, int count)
    {
        for (int i = 0; i < count; i++)
        {
            string n = _expressions.Counters[_nest.Outer[i]];
            w.Open(i == 0 ? $"for (nint {n} = first; {n} < last; {n}++)"
                : $"for (nint {n} = 0; {n} < {_fields.Extent(_nest.Outer[i].Extent).In(Precedence.Additive)}; {n}++)");
        }
    }

    private static void CloseOuterLoops(CodeWriter w, int count)
    {
        for (int i = 0; i < count; i++) w.Close();
    }

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
            if (rows.LevelOf(target) <= rows.LevelOf(id) || !_nest.IsVector(statement.Target) || statement.Target.Type != ElementType.Real) continue;
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
            string name = RowName(statement.Target);
            string type = statement.Target.Type == ElementType.Bool ? "bool" : "T";
            w.Line($"{type} {name} = {_expressions.RowMap((Map)statement.Instruction, statement.Target)};");
            _expressions.SetRowLocal(statement.Target, name);
            StoreRow(w, statement.Target, name);
        }
    }

    private string RowName(Value value)
    {
        string stem = value.Name.Length > 0 ? Names.Camel(value.Name)
            : _expressions.Definition(value)?.Instruction is Map map ? Names.Camel(map.Operator.ToString()) : "number";
        return Names.Escape(_names.Unique(stem));
    }

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
        string counter = _expressions.Inner;
        string extent = _fields.Extent(_nest.Inner.Extent).In(Precedence.Additive);
        if (_sweeps++ > 0)
        {
            w.Open($"for ({counter} = 0; {counter} <= {extent} - V.Count; {counter} += V.Count)");
            w.Lines(body);
            w.Close();
            if (!_expressions.IsScalar)
            {
                w.Open($"if ({counter} < {extent})");
                w.Line($"nint lanes = {extent} - {counter};");
                w.Lines(tail);
                w.Close();
            }
        }
        else
        {
            VectorLoop(w, counter, "0", extent, body, tail, _expressions.IsScalar);
        }
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
            string name = RowNameOfReduction(root.Target, reduce);
            w.Line($"T {name} = {across};");
            _expressions.SetRowLocal(root.Target, name);
            StoreRow(w, root.Target, name);
        }
    }

    private int _sweeps;

    private string RowNameOfReduction(Value value, Reduce reduce) =>
        Names.Escape(_names.Unique(value.Name.Length > 0 ? Names.Camel(value.Name) : Names.Camel(reduce.Kind.ToString())));
}
