using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

// One loop over all elements.
internal sealed partial class KernelWriter
{
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
}
