namespace AutoDiff.Generator.Ir;

/// <summary>Appends statements; computes the type and axes of each target from its instruction.</summary>
public sealed partial class Builder(int lastId)
{
    private List<Statement> _body = [];

    public int LastId { get; private set; } = lastId;

    /// <summary>The statements of the block that is being built: the function's body outside of regions.</summary>
    public IReadOnlyList<Statement> Body => _body;

    /// <summary>The statement that source comments of the values made from now on refer to.</summary>
    public SourceLine? Source { get; set; }

    /// <summary>Whether the values made from now on belong to an adjoint.</summary>
    public bool IsAdjoint { get; set; }

    /// <summary>Finds a value that has been computed already; null where there is none.</summary>
    public Func<Map, Value?>? Known { get; set; }

    public void Append(Statement statement) => _body.Add(statement);

    public Value NewValue(ElementType type, IEnumerable<Axis> axes, string name = "") => new(++LastId, type, axes.ToEquatable(), name, Source, IsAdjoint);

    /// <summary>Gives the statements from position <paramref name="first"/> on another value for one that they define: the same one with a name.</summary>
    public void Replace(int first, Value old, Value replacement)
    {
        for (int i = first; i < _body.Count; i++)
        {
            var statement = _body[i];
            _body[i] = new Statement(statement.Targets.Select(t => t == old ? replacement : t).ToEquatable(), statement.Instruction.WithOperands(v => v == old ? replacement : v));
        }
    }

    public Value Emit(Instruction instruction, ElementType type, IEnumerable<Axis> axes, string name = "")
    {
        var target = NewValue(type, axes, name);
        _body.Add(new Statement(target, instruction));
        return target;
    }

    /// <summary>Emits with inferred type and axes. <see cref="Constant"/> and <see cref="ExtentOf"/> become Real; use the other overload for Int.</summary>
    public Value Emit(Instruction instruction, string name = "") => Emit(instruction, TypeOf(instruction), AxesOf(instruction), name);

    public Value Real(double number) => Emit(new Constant(number));

    public Value Map(Operator op, params Value[] arguments)
    {
        var map = new Map(op, new EquatableArray<Value>(arguments));
        return Known?.Invoke(map) ?? Emit(map);
    }

    /// <summary>Sum over the given axes; the operand itself where there are none.</summary>
    public Value Sum(Value operand, IEnumerable<Axis> over)
    {
        var axes = over.ToEquatable();
        return axes.Count == 0 ? operand : Emit(new Reduce(ReduceKind.Sum, operand, axes));
    }

    public static ElementType TypeOf(Instruction instruction) => instruction switch
    {
        Index => ElementType.Int,
        Map
        {
            Operator: Operator.Less or Operator.LessOrEqual or Operator.Greater or Operator.GreaterOrEqual or Operator.Equal or Operator.NotEqual
            or Operator.And or Operator.Or or Operator.Not
        } => ElementType.Bool,
        Map { Operator: Operator.ToReal } => ElementType.Real,
        Map { Operator: Operator.ToInt } => ElementType.Int,
        Map { Operator: Operator.Select } map => LanesOr(map.Arguments[1].Type, map.Arguments.Skip(1)),
        Map map => LanesOr(map.Arguments[0].Type, map.Arguments),
        Reduce reduce => reduce.Operand.Type,
        Gather gather => gather.Table.Type,
        Rename rename => rename.Operand.Type,
        Slice slice => slice.Operand.Type,
        Pad pad => pad.Operand.Type,
        Concat concat => concat.Parts[0].Type,
        Reshape reshape => reshape.Operand.Type,
        Read read => read.Array.Type,
        Write write => write.Array.Type,
        AddAt add => add.Array.Type,
        Copy copy => copy.Array.Type,
        Tap tap => tap.Operand.Type,
        DefineExtent => ElementType.Int,
        NewTape or Push => ElementType.Tape,
        _ => ElementType.Real,
    };

    /// <summary>A number meets tangents in several directions: it is the same in each.</summary>
    private static ElementType LanesOr(ElementType type, IEnumerable<Value> arguments) =>
        type == ElementType.Real && arguments.Any(a => a.Type == ElementType.Lanes) ? ElementType.Lanes : type;

    public static EquatableArray<Axis> AxesOf(Instruction instruction) => instruction switch
    {
        Constant or ExtentOf => default,
        Index index => EquatableArray.Of(index.Axis),
        Map map => Union(map.Arguments.Select(a => a.Axes)),
        Reduce reduce => reduce.Operand.Axes.Except(reduce.Over).ToEquatable(),
        Softmax softmax => softmax.Operand.Axes,
        // Batch axes, then the rows of the left operand, then the columns of the right one.
        Contract c => c.Left.Axes.Where(a => c.Right.Has(a) && !c.Over.Contains(a))
            .Concat(c.Left.Axes.Where(a => !c.Right.Has(a) && !c.Over.Contains(a)))
            .Concat(c.Right.Axes.Where(a => !c.Left.Has(a) && !c.Over.Contains(a))).ToEquatable(),
        Gather g => g.Table.Axes.SelectMany(a => a == g.Along ? g.Indices.Axes.Where(i => !g.Table.Has(i)) : [a]).ToEquatable(),
        ScatterAdd s => new[] { s.Along }.Concat(s.Keep).Concat(s.Source.Axes.Where(a => !s.Indices.Has(a))).Distinct().ToEquatable(),
        Rename r => r.Operand.Axes.Select(a => a == r.From ? r.To : a).ToEquatable(),
        Slice s => s.Operand.Axes.Select(a => a == s.From ? s.To : a).ToEquatable(),
        Pad p => p.Operand.Axes.Select(a => a == p.From ? p.To : a).ToEquatable(),
        Concat c => Union(c.Parts.Select((part, i) => part.Axes.Select(a => a == c.PartAxes[i] ? c.Along : a).ToEquatable()).Append(EquatableArray.Of(c.Along))),
        Reshape r => r.To,
        ProductOfOthers p => p.Operand.Axes,
        EmbeddingBag b => new[] { b.Bag }.Concat(b.Table.Axes.Where(a => a != b.Along)).ToEquatable(),
        EmbeddingBagAdjoint a => a.WithRespectToWeights ? a.Forward.Weights!.Axes : a.Forward.Table.Axes,
        Read r => r.Array.Axes.Skip(r.Indices.Count).ToEquatable(),
        Write w => w.Array.Axes,
        AddAt a => a.Array.Axes,
        Copy c => c.Array.Axes,
        Tap t => t.Operand.Axes,
        DefineExtent or NewTape or Push => default,
        _ => throw new NotSupportedException(instruction.GetType().Name),
    };

    /// <summary>The union of axis lists; the longest list gives the order, later lists append what is new.</summary>
    private static EquatableArray<Axis> Union(IEnumerable<EquatableArray<Axis>> lists)
    {
        var all = lists.ToList();
        var longest = all.OrderByDescending(l => l.Count).First();
        return longest.Concat(all.SelectMany(l => l)).Distinct().ToEquatable();
    }
}
