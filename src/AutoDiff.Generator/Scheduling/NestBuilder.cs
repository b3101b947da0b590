using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>Chooses the loops of a nest: merges axes, picks the vector loop and the loop form.</summary>
internal static class NestBuilder
{
    public static Nest Shape(IReadOnlyList<Axis> domain, IReadOnlyList<Statement> statements, Views views, IReadOnlyCollection<int>? stored = null)
    {
        var loops = Merge(domain, statements, views);
        var outer = loops.Take(loops.Count - 1).ToList();
        var inner = loops[loops.Count - 1];
        return new Nest(FormOf(outer, inner, statements), outer, inner, statements, stored ?? []);
    }

    /// <summary>Adjacent axes become one loop where every value has both or neither, in memory order, and every reduction covers both or neither.</summary>
    private static List<LoopAxis> Merge(IReadOnlyList<Axis> domain, IReadOnlyList<Statement> statements, Views views)
    {
        var loops = new List<LoopAxis>();
        foreach (var axis in domain)
        {
            if (loops.Count > 0 && MayMerge(loops[loops.Count - 1].Last, axis, statements, views))
                loops[loops.Count - 1] = new LoopAxis(loops[loops.Count - 1].Parts.Append(axis).ToEquatable());
            else
                loops.Add(new LoopAxis(EquatableArray.Of(axis)));
        }
        return loops;
    }

    private static bool MayMerge(Axis outer, Axis inner, IReadOnlyList<Statement> statements, Views views)
    {
        foreach (var statement in statements)
        {
            if (statement.Instruction is Reduce reduce && reduce.Over.Contains(outer) != reduce.Over.Contains(inner)) return false;
            foreach (var value in statement.Instruction.Operands.Append(statement.Target))
            {
                if (!views.AreAdjacent(value, outer, inner)) return false;
                foreach (var index in views.IndicesOf(value))
                    if (!views.AreAdjacent(index, outer, inner)) return false;
            }
        }
        return true;
    }

    private static NestForm FormOf(List<LoopAxis> outer, LoopAxis inner, IReadOnlyList<Statement> statements)
    {
        if (outer.Count == 0) return NestForm.Flat;
        var reduced = outer[outer.Count - 1];
        bool any = false;
        foreach (var statement in statements)
        {
            if (!statement.Target.Axes.Any(inner.Covers)) return NestForm.Rows;
            if (statement.Instruction is not Reduce reduce) continue;
            any = true;
            if (reduce.Over.Count != reduced.Parts.Count || !reduce.Over.All(reduced.Covers)) return NestForm.Rows;
        }
        return any ? NestForm.Columns : NestForm.Rows;
    }
}
