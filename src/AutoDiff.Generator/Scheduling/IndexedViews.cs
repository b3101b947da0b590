using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>
/// A look-up is addressed by integers at the position of its own axes. A view that renames, cuts or looks up one of these axes would need integers
/// at other positions: it gets a copy of the looked-up values instead.
/// </summary>
internal static class IndexedViews
{
    public static Function Materialize(Function function)
    {
        int last = function.LastId;
        var indexAxes = new Dictionary<int, EquatableArray<Axis>>();
        var copies = new Dictionary<int, Value>();
        var body = new List<Statement>();
        foreach (var statement in function.Body)
        {
            var (source, touched) = statement.Instruction switch
            {
                Rename rename => (rename.Operand, rename.From),
                Slice slice => (slice.Operand, slice.From),
                Gather gather => (gather.Table, gather.Along),
                _ => (null, null),
            };
            if (source is null)
            {
                body.Add(statement);
                continue;
            }
            var added = statement.Instruction is Gather { Indices: var indices } ? indices.Axes : default;
            indexAxes.TryGetValue(source.Id, out var behind);
            if (!behind.Contains(touched!))
            {
                body.Add(statement);
                var all = behind.Concat(added).Distinct().ToEquatable();
                if (all.Count > 0) indexAxes[statement.Target.Id] = all;
                continue;
            }
            if (!copies.TryGetValue(source.Id, out var copy))
            {
                copies[source.Id] = copy = source with { Id = ++last };
                body.Add(new Statement(copy, new Map(Operator.StopGradient, EquatableArray.Of(source))));
            }
            body.Add(statement with { Instruction = statement.Instruction.WithOperands(v => v.Id == source.Id ? copy : v) });
            if (added.Count > 0) indexAxes[statement.Target.Id] = added;
        }
        return copies.Count == 0 ? function : function with { Body = body.ToEquatable() };
    }
}
