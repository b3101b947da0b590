using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>
/// From index notation to steps: groups pointwise work into nests, decides what is recomputed and what is stored, and gives stored values
/// their memory. See docs/design/scheduling.md.
/// </summary>
public sealed class Scheduler
{
    private readonly Function _function;
    private readonly Views _views;
    private readonly Dictionary<int, Statement> _definitions;
    private readonly HashSet<int> _materialized = [];
    private readonly List<Step> _steps = [];
    private readonly Memory _memory;
    private int _lastId;

    private Scheduler(Function function)
    {
        _function = function;
        _views = new Views(function);
        _definitions = function.Body.ToDictionary(s => s.Target.Id);
        _lastId = function.LastId;
        _memory = new Memory(function, _views);
    }

    public static Schedule Run(Function function) => new Scheduler(IndexedViews.Materialize(DotProducts.Expand(SingleElements.Expand(function)))).Run();

    private Schedule Run()
    {
        var sequence = Grouping.Run(_function, _views);
        FindMaterialized(sequence);
        var order = Positions();
        foreach (object item in sequence)
            if (item is Group group) Recompute(group, order);
        // In reverse, so that a value knows where its reader wants it (the destination behind a reshape).
        for (int i = _function.Body.Count - 1; i >= 0; i--)
            if (_materialized.Contains(_function.Body[i].Target.Id)) _memory.Place(_function.Body[i]);

        foreach (object item in sequence)
        {
            if (item is Group group) AddNest(group);
            else AddWhole((Statement)item);
        }
        CopyResults();
        return new Schedule(_function, _steps, _memory.Storage, _memory.Scratch, _memory.Outputs, _memory.SparseRows);
    }

    private Dictionary<int, int> Positions()
    {
        var order = new Dictionary<int, int>();
        for (int i = 0; i < _function.Body.Count; i++) order[_function.Body[i].Target.Id] = i;
        return order;
    }

    private bool IsParameter(Value value) => !_definitions.ContainsKey(value.Id);

    /// <summary>Results, and what whole-tensor steps and views read, lie in memory whatever the groups decide.</summary>
    private void FindMaterialized(IReadOnlyList<object> sequence)
    {
        void Need(Value value)
        {
            var root = _views.Root(value);
            if (root.Type == ElementType.Bool && _views.Definition(root) is Map condition)
            {
                // A truth value is computed where it is used.
                foreach (var operand in condition.Arguments) Need(operand);
                return;
            }
            if (_views.Definition(root) is Ir.Index) return;
            if (!IsParameter(root) && root.Axes.Count > 0) _materialized.Add(root.Id);
            foreach (var index in _views.IndicesOf(value)) Need(index);
        }

        foreach (var result in _function.Results)
        {
            Need(result.Value);
            if (result.SparseRowsOf is { } rows) Need(rows);
        }
        foreach (object item in sequence)
        {
            if (item is Group group)
            {
                foreach (var operand in group.Statements.SelectMany(s => s.Instruction.Operands))
                    if (_views.IsView(operand)) Need(operand);
            }
            else
            {
                var statement = (Statement)item;
                if (statement.Target.Axes.Count > 0 && statement.Instruction is not Ir.Index) _materialized.Add(statement.Target.Id);
                if (statement.Instruction is Map or Constant or ExtentOf or Ir.Index && statement.Target.Axes.Count == 0) continue;
                foreach (var operand in statement.Instruction.Operands) Need(operand);
            }
        }
    }

    /// <summary>Gives the group what it reads from other groups: recomputed where that is cheaper than memory, stored otherwise.</summary>
    private void Recompute(Group group, Dictionary<int, int> order)
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (var operand in group.Statements.SelectMany(s => s.Instruction.Operands).Distinct().ToList())
            {
                if (IsParameter(operand) || _views.IsView(operand) || group.Defined.Contains(operand.Id) || operand.Axes.Count == 0) continue;
                var definition = _definitions[operand.Id];
                if (definition.Instruction is Ir.Index || _materialized.Contains(operand.Id)) continue;
                if (operand.Type == ElementType.Bool || (operand.Axes.Count == group.Domain.Count && RecomputeCost(operand, group) <= MostRecomputed))
                {
                    group.Add(definition);
                    changed = true;
                }
                else
                {
                    _materialized.Add(operand.Id);
                }
            }
        }
        group.Statements.Sort((a, b) => order[a.Target.Id].CompareTo(order[b.Target.Id]));
    }

    /// <summary>Operations that cost less than writing and reading a full tensor.</summary>
    private const int MostRecomputed = 4;

    private int RecomputeCost(Value value, Group group)
    {
        if (IsParameter(value) || _materialized.Contains(value.Id) || value.Axes.Count == 0 || _views.IsView(value) || group.Defined.Contains(value.Id)) return 0;
        // A smaller value (a mean for each row) is worth its memory.
        if (value.Axes.Count < group.Domain.Count) return 0;
        if (_definitions[value.Id].Instruction is Ir.Index) return 0;
        if (_definitions[value.Id].Instruction is not Map map || !IsCheap(map.Operator)) return MostRecomputed + 1;
        return 1 + map.Arguments.Sum(a => RecomputeCost(a, group));
    }

    internal static bool IsCheap(Operator op) => op is Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Negate or Operator.Square
        or Operator.Minimum or Operator.Maximum or Operator.Abs or Operator.Select or Operator.Clamp or Operator.ToReal or Operator.StopGradient
        or Operator.StraightThrough or Operator.ScaleGradient or Operator.And or Operator.Or or Operator.Not or Operator.Round or Operator.Floor
        or Operator.Less or Operator.LessOrEqual or Operator.Greater or Operator.GreaterOrEqual or Operator.Equal or Operator.NotEqual or Operator.MaskedMultiply;

    private void AddNest(Group group)
    {
        var statements = Needed(group);
        if (statements.Count == 0) return;
        var stored = new HashSet<int>(statements.Select(s => s.Target.Id).Where(id => _materialized.Contains(id) && group.Statements.Any(s => s.Target.Id == id && Owns(group, s))));
        var nest = NestBuilder.Shape(group.Domain, statements, _views, stored);
        foreach (var statement in statements)
            if (nest.IsOuterReduction(statement) && nest.IsVector(statement.Target)) PlaceTotals(statement.Target, nest);
        _steps.Add(new KernelStep(nest));
    }

    /// <summary>Totals along the row are added a vector at a time: they lie in the order of the loops, and are moved to another order afterwards.</summary>
    private void PlaceTotals(Value target, Nest nest)
    {
        if (_memory.Storage[target.Id].StrideOf(nest.Inner.Last).IsOne) return;
        var order = nest.Outer.Append(nest.Inner).SelectMany(l => l.Parts).Where(target.Has).ToEquatable();
        _memory.AddScratch(target with { Name = target.Name + "Totals" }, fixedOrder: order);
    }

    /// <summary>A statement that was copied into a group for recomputation is stored by its first group only.</summary>
    private bool Owns(Group group, Statement statement)
    {
        if (!_owner.TryGetValue(statement.Target.Id, out var owner)) _owner[statement.Target.Id] = owner = group;
        return owner == group;
    }

    private readonly Dictionary<int, Group> _owner = [];

    /// <summary>The statements of the group that lead to a stored value or a scalar result.</summary>
    private List<Statement> Needed(Group group)
    {
        var needed = new HashSet<int>();
        var kept = new List<Statement>();
        for (int i = group.Statements.Count - 1; i >= 0; i--)
        {
            var statement = group.Statements[i];
            int id = statement.Target.Id;
            bool leaves = (_materialized.Contains(id) && Owns(group, statement)) || statement.Target.Axes.Count == 0;
            if (!leaves && !needed.Contains(id)) continue;
            foreach (var operand in statement.Instruction.Operands) needed.Add(operand.Id);
            kept.Add(statement);
        }
        kept.Reverse();
        return kept;
    }

    private void AddWhole(Statement statement)
    {
        switch (statement.Instruction)
        {
            case Ir.Index when statement.Target.Axes.Count > 0:
                break;
            case Map or Constant or ExtentOf when statement.Target.Axes.Count == 0:
                _steps.Add(new ScalarStep(statement));
                break;
            case Map when statement.Target.Type == ElementType.Int:
                _steps.Add(new IntegerStep(statement));
                break;
            case Contract contract:
                AddProduct(statement, contract);
                break;
            case Reshape reshape:
                AddReshape(statement, reshape);
                break;
            case Concat concat:
                var start = Extent.Zero;
                for (int i = 0; i < concat.Parts.Count; i++)
                {
                    AddCopy(concat.Parts[i], _memory.Storage[statement.Target.Id].Sliced(concat.Along, concat.PartAxes[i], start));
                    start += concat.PartAxes[i].Extent;
                }
                break;
            case Pad pad:
                _steps.Add(new ZeroStep(statement.Target));
                AddCopy(pad.Operand, _memory.Storage[statement.Target.Id].Sliced(pad.To, pad.From, pad.Start));
                break;
            case Reduce when statement.Target.Axes.Count == 0:
                // The sum over no axes is the value itself.
                _steps.Add(new ScalarStep(statement));
                break;
            case ProductOfOthers others:
                AddProductOfOthers(statement.Target, others);
                break;
            case EmbeddingBag or EmbeddingBagAdjoint:
                AddBag(statement.Target, statement.Instruction);
                break;
            case ScatterAdd scatter:
                // Rows in the order of the indices.
                var rows = scatter.Indices.Axes.Concat(statement.Target.Axes.Where(a => a != scatter.Along)).ToList();
                _steps.Add(new CallStep(statement with { Instruction = scatter with { Source = Dense(scatter.Source, rows), Indices = Dense(scatter.Indices, scatter.Indices.Axes.Items) } }));
                break;
            default:
                _steps.Add(new CallStep(statement with { Instruction = statement.Instruction.WithOperands(v => v.Axes.Count == 0 ? v : Dense(v, v.Axes.Items)) }));
                break;
        }
    }

    /// <summary>The runtime walks the multiplied axes as one: they have to lie side by side, in the operand as in the result.</summary>
    private void AddProductOfOthers(Value target, ProductOfOthers others)
    {
        var axes = others.Operand.Axes.Items;
        int first = Array.FindIndex(axes, others.Over.Contains), last = Array.FindLastIndex(axes, others.Over.Contains);
        var order = last - first + 1 == others.Over.Count ? others.Operand.Axes : axes.Where(a => !others.Over.Contains(a)).Concat(others.Over).ToEquatable();
        AddCall(target, others with { Operand = Dense(others.Operand, order.Items) }, order);
    }

    /// <summary>Rows of the table, of the bags and of the results lie one after the other.</summary>
    private void AddBag(Value target, Instruction instruction)
    {
        var adjoint = instruction as EmbeddingBagAdjoint;
        var bag = adjoint?.Forward ?? (EmbeddingBag)instruction;
        var row = bag.Table.Axes.Where(a => a != bag.Along).ToList();
        var rows = row.Prepend(bag.Along).ToEquatable();
        var bags = row.Prepend(bag.Bag).ToEquatable();
        bag = bag with { Table = Dense(bag.Table, rows.Items), Weights = bag.Weights is { } weights ? Dense(weights, weights.Axes.Items) : null };
        if (adjoint is null) AddCall(target, bag, bags);
        else AddCall(target, adjoint with { Forward = bag, Adjoint = Dense(adjoint.Adjoint, bags.Items) }, adjoint.WithRespectToWeights ? target.Axes : rows);
    }

    /// <summary>A call of the runtime that writes its result in the given order, and a copy where the place of the result has another.</summary>
    private void AddCall(Value target, Instruction call, EquatableArray<Axis> order)
    {
        var place = _memory.Storage[target.Id];
        if (place.IsDenseIn(order.Items) || _memory.SparseRows.ContainsValue(place.Buffer))
        {
            _steps.Add(new CallStep(new Statement(target, call)));
            return;
        }
        var result = target with { Id = ++_lastId, Axes = order, Name = target.Name + "Rows" };
        _memory.AddScratch(result, fixedOrder: order);
        _steps.Add(new CallStep(new Statement(result, call)));
        AddCopy(result, place);
    }

    /// <summary>The value, or a copy of it that is dense in the given order.</summary>
    private Value Dense(Value value, IReadOnlyList<Axis> order)
    {
        if (value.Axes.Count > 0 && !_views.IsView(value) && Address(value).IsDenseIn(order)) return value;
        // A view of all of a buffer is the buffer; a slice from its start is not.
        if (value.Axes.Count > 0 && Address(value) is var address && address.IsDenseIn(order) && address.Buffer.Length == value.Axes.Aggregate(Extent.One, (n, a) => n * a.Extent))
        {
            var seen = value with { Id = ++_lastId, Axes = order.ToEquatable() };
            _memory.Storage[seen.Id] = address;
            return seen;
        }
        var copy = value with { Id = ++_lastId, Axes = order.ToEquatable(), Name = value.Name + "Rows" };
        _memory.AddScratch(copy);
        AddCopy(value, _memory.Storage[copy.Id], copy);
        return copy;
    }

    private void AddReshape(Statement statement, Reshape reshape)
    {
        if (_memory.Storage[statement.Target.Id].Buffer.Root == Address(reshape.Operand).Buffer.Root) return;
        // The source lies elsewhere, or not in the order that the new shape reads: one copy.
        var target = _memory.Storage[statement.Target.Id];
        if (target.IsDenseIn(reshape.To.Items))
        {
            AddCopy(reshape.Operand, Access.Dense(Alias(target.Buffer, reshape.From)));
            return;
        }
        // The place has an order of its own: the source is seen through the new shape and moved there.
        var operand = Dense(reshape.Operand, reshape.From.Items);
        var seen = statement.Target with { Id = ++_lastId, Axes = reshape.To };
        _memory.Storage[seen.Id] = Access.Dense(Alias(Address(operand).Buffer, reshape.To));
        AddCopy(seen, target);
    }

    private static Buffer Alias(Buffer buffer, EquatableArray<Axis> axes) => new(buffer.Name, buffer.Type, axes, BufferKind.Alias, buffer);

    private void AddProduct(Statement statement, Contract contract)
    {
        var target = statement.Target;
        var place = _memory.Storage[target.Id];
        if (!new ProductForm(contract, target).IsMatrix(place))
        {
            // The product lies elsewhere first: its place has rows or columns that no single stride walks.
            target = target with { Id = ++_lastId, Name = target.Name + "Product" };
            _memory.AddScratch(target);
        }
        var left = ProductOperand(contract.Left, contract, target);
        var right = ProductOperand(contract.Right, contract, target);
        _steps.Add(new ProductStep(new Statement(target, new Contract(left, right, contract.Over))));
        if (target != statement.Target) AddCopy(target, place);
    }

    /// <summary>The operand, or a dense copy of it where its memory is no matrix.</summary>
    private Value ProductOperand(Value operand, Contract contract, Value target)
    {
        var form = new ProductForm(contract, target);
        if (form.IsMatrix(Address(operand), operand == contract.Left)) return operand;
        var order = form.PackedOrder(operand == contract.Left);
        var copy = operand with { Id = ++_lastId, Axes = order, Name = operand.Name + "Packed" };
        _memory.AddScratch(copy);
        AddCopy(operand, _memory.Storage[copy.Id], copy);
        return copy;
    }

    private Access Address(Value value) => _views.AccessOf(value, v => _memory.Storage[v.Id]);

    private void AddCopy(Value source, Access target, Value? copy = null)
    {
        copy ??= source with { Id = ++_lastId, Axes = target.Axes };
        _memory.Storage[copy.Id] = target;
        var statement = new Statement(copy, new Map(Operator.StopGradient, EquatableArray.Of(source)));
        if (source.Type == ElementType.Int)
        {
            _steps.Add(new IntegerStep(statement));
            return;
        }
        var domain = target.Axes.OrderBy(a => Array.IndexOf(target.Axes.Items, a)).ToList();
        if (domain.Count == 0) return;
        // Each axis its own loop: the target may have gaps that the source does not have.
        var loops = domain.Select(a => new LoopAxis(EquatableArray.Of(a))).ToList();
        var form = loops.Count == 1 ? NestForm.Flat : NestForm.Rows;
        _steps.Add(new KernelStep(new Nest(form, loops.Take(loops.Count - 1).ToList(), loops[loops.Count - 1], [statement], new HashSet<int> { copy.Id })));
    }

    /// <summary>Results that are inputs, views, or results under a second name.</summary>
    private void CopyResults()
    {
        foreach (var result in _function.Results)
        {
            if (!_memory.Outputs.TryGetValue(result.Name, out var buffer) && !_memory.SparseRows.TryGetValue(result.Name, out buffer)) continue;
            if (_memory.Storage.TryGetValue(result.Value.Id, out var access) && access.Buffer.Root == buffer) continue;
            AddCopy(result.Value, Access.Dense(buffer));
        }
    }
}
