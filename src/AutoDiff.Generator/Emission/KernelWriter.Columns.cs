using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

// Reductions over an outer axis: column tiles over blocks of rows.
internal sealed partial class KernelWriter
{
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
            VectorLoop(w, extent, Tile(body, bodyTile, "V.Count"), [], isFirst: true);
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
}
