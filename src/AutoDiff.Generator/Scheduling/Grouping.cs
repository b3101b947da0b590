using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>Statements that will become one loop nest.</summary>
internal sealed class Group(int position)
{
    public int Position { get; } = position;

    public List<Statement> Statements { get; } = [];

    public HashSet<int> Defined { get; } = [];

    /// <summary>The iteration space, in loop order.</summary>
    public List<Axis> Domain { get; set; } = [];

    public bool HasRowReduction(Views views)
    {
        if (!Statements.Any(s => s.Instruction is Reduce)) return false;
        var nest = NestBuilder.Shape(Domain, Statements, views);
        return nest.Outer.Count > 0 && Statements.Any(nest.IsRowReduction);
    }

    public void Add(Statement statement)
    {
        Statements.Add(statement);
        Defined.Add(statement.Target.Id);
    }
}

/// <summary>
/// Puts each pointwise statement and reduction into the earliest group that may hold it: same iteration space, operands complete before the
/// group or pointwise inside it. Everything else (products, reshapes, calls) ends up between groups.
/// </summary>
internal sealed class Grouping(Views views)
{
    private readonly List<object> _sequence = [];                 // Group or Statement
    private readonly List<object> _early = [];                    // numbers that depend on arguments alone
    private readonly Dictionary<int, int> _availableAfter = [];   // value id -> index in the sequence; parameters are absent

    public static IReadOnlyList<object> Run(Function function, Views views)
    {
        var grouping = new Grouping(views);
        foreach (var statement in function.Body) grouping.Place(statement);
        return [.. grouping._early, .. grouping._sequence];
    }

    private int AvailableAfter(Value value) => _availableAfter.TryGetValue(views.Root(value).Id, out int step) ? step : -1;

    private void Place(Statement statement)
    {
        // Views and loop counters are part of the expressions that use them.
        if (views.IsView(statement.Target) || statement.Instruction is Ir.Index) return;
        var domain = Domain(statement);
        if (statement.Instruction is not (Map or Reduce) || domain.Count == 0 || statement.Target.Type == ElementType.Int)
        {
            if (IsNumber(statement) && statement.Instruction.Operands.All(o => AvailableAfter(o) < 0))
            {
                _early.Add(statement);
                return;
            }
            // Scalars, integer loops and whole-tensor operations stand alone.
            _sequence.Add(statement);
            _availableAfter[statement.Target.Id] = _sequence.Count - 1;
            return;
        }

        int earliest = statement.Instruction.Operands.Concat(views.IndicesBehind(statement.Instruction)).Select(AvailableAfter).DefaultIfEmpty(-1).Max();
        for (int at = Math.Max(earliest, 0); at < _sequence.Count; at++)
        {
            if (_sequence[at] is not Group group || !MayJoin(group, statement, domain)) continue;
            group.Add(statement);
            _availableAfter[statement.Target.Id] = at;
            return;
        }

        var fresh = new Group(_sequence.Count) { Domain = LoopOrder(statement, domain) };
        fresh.Add(statement);
        _sequence.Add(fresh);
        _availableAfter[statement.Target.Id] = fresh.Position;
    }

    private bool IsNumber(Statement statement) => statement.Target.Axes.Count == 0 && statement.Instruction is Map or Constant or ExtentOf
        && !statement.Instruction.Operands.Any(views.IsView);

    private bool MayJoin(Group group, Statement statement, HashSet<Axis> domain)
    {
        bool dependsOnGroup = statement.Instruction.Operands.Any(o => group.Defined.Contains(views.Root(o).Id));
        bool sameDomain = domain.Count == group.Domain.Count && group.Domain.All(domain.Contains);
        if (!sameDomain && !(domain.All(group.Domain.Contains) && (dependsOnGroup || IsRowNumber(group, domain)))) return false;

        // A value of the group may only be used at the very position where it is made.
        foreach (var operand in statement.Instruction.Operands)
            if (views.IsView(operand) && group.Defined.Contains(views.Root(operand).Id)) return false;
        foreach (var index in views.IndicesBehind(statement.Instruction))
            if (group.Defined.Contains(views.Root(index).Id)) return false;

        var statements = group.Statements.Append(statement).ToList();
        return IsLegal(NestBuilder.Shape(group.Domain, statements, views), statements, views);
    }

    /// <summary>A number for each row belongs to a nest that has such numbers already: it would otherwise cut the nest in two.</summary>
    private bool IsRowNumber(Group group, HashSet<Axis> domain)
    {
        if (!group.HasRowReduction(views)) return false;
        var nest = NestBuilder.Shape(group.Domain, group.Statements, views);
        return nest.Outer.Count > 0 && !domain.Any(nest.Inner.Covers);
    }

    /// <summary>Inside a nest only row reductions may be used; other reductions are complete when it has ended.</summary>
    public static bool IsLegal(Nest nest, IReadOnlyList<Statement> statements, Views views)
    {
        var incomplete = new HashSet<int>(statements.Where(nest.IsOuterReduction).Select(s => s.Target.Id));
        foreach (var statement in statements)
        {
            if (statement.Instruction.Operands.Any(o => incomplete.Contains(o.Id))) return false;

            // Values and reductions either cover the row or do not touch it.
            foreach (var value in statement.Instruction.Operands.Append(statement.Target))
            {
                int touched = value.Axes.Count(nest.Inner.Covers);
                if (touched != 0 && touched != nest.Inner.Parts.Count) return false;
            }
            if (statement.Instruction is Reduce reduce)
            {
                // Rows along an axis that the operand lacks would each add the same again.
                if (nest.IsOuterReduction(statement) && nest.Outer.Any(o => !o.Parts.All(reduce.Operand.Has))) return false;
                int touched = reduce.Over.Count(nest.Inner.Covers);
                if (touched != 0 && touched != nest.Inner.Parts.Count) return false;
                foreach (var outer in nest.Outer)
                {
                    int inOuter = reduce.Over.Count(outer.Covers);
                    if (inOuter != 0 && inOuter != outer.Parts.Count) return false;
                }
            }
        }
        return true;
    }

    /// <summary>The iteration space of a statement: the axes of its target and those it reduces.</summary>
    private static HashSet<Axis> Domain(Statement statement)
    {
        var axes = new HashSet<Axis>(statement.Target.Axes);
        if (statement.Instruction is Reduce reduce) axes.UnionWith(reduce.Operand.Axes);
        foreach (var operand in statement.Instruction.Operands) axes.UnionWith(operand.Axes);
        return axes;
    }

    /// <summary>Memory order of the largest operand that lies in memory, then what is left.</summary>
    private List<Axis> LoopOrder(Statement statement, HashSet<Axis> domain)
    {
        var candidates = statement.Instruction.Operands.Select(o => views.IsView(o) ? o.Axes : views.MemoryOrder(o))
            .Append(views.MemoryOrder(statement.Target)).OrderByDescending(o => o.Count(domain.Contains));
        var order = new List<Axis>();
        foreach (var candidate in candidates)
        {
            // An axis that the first candidate lacks belongs outside of it: the row stays contiguous.
            var missing = candidate.Where(a => domain.Contains(a) && !order.Contains(a)).ToList();
            if (order.Count == 0) order.AddRange(missing);
            else order.InsertRange(0, missing);
        }
        order.InsertRange(0, domain.Where(a => !order.Contains(a)).OrderBy(a => a.Name, StringComparer.Ordinal));
        return order;
    }
}
