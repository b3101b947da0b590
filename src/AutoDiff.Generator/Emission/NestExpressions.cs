using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

/// <summary>
/// Expressions inside a nest: numbers of the current outer position ("row" form) and vectors along the inner loop.
/// Addresses and integers that depend only on outer counters are declared once, at the start of the row.
/// </summary>
internal sealed class NestExpressions
{
    private readonly Nest _nest;
    private readonly Schedule _schedule;
    private readonly Views _views;
    private readonly Dictionary<string, string> _bases = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _integers = [];
    private readonly Dictionary<int, string> _rowLocals = [];
    private readonly Dictionary<int, Statement> _definitions;

    public NestExpressions(Nest nest, Schedule schedule, Views views, KernelFields fields, Names names)
    {
        _nest = nest;
        _schedule = schedule;
        _views = views;
        Fields = fields;
        Names = names;
        _definitions = nest.Statements.ToDictionary(s => s.Target.Id);
        foreach (var loop in nest.Outer) Counters[loop] = names.Unique(Names.Camel(loop.ToString()));
        Inner = names.Unique(Names.Camel(nest.Inner.ToString()));
        IsScalar = Accesses().Any(a => a.Indirections.Any(i => i.Index.Axes.Any(nest.Inner.Covers)) && !IsPlainGather(a));
    }

    public KernelFields Fields { get; }

    public Names Names { get; }

    public Dictionary<LoopAxis, string> Counters { get; } = [];

    /// <summary>The counter of the inner loop.</summary>
    public string Inner { get; }

    /// <summary>Addresses along the inner loop are irregular: the nest runs one element at a time.</summary>
    public bool IsScalar { get; }

    /// <summary>Declarations at the start of the innermost outer position.</summary>
    public List<string> RowPrologue { get; } = [];

    /// <summary>Declarations that do not depend on the innermost outer loop.</summary>
    public List<string> OuterPrologue { get; } = [];

    private List<string> PrologueFor(IEnumerable<Axis> axes) =>
        _nest.Outer.Count > 0 && !axes.Any(_nest.Outer[_nest.Outer.Count - 1].Covers) ? OuterPrologue : RowPrologue;

    /// <summary>Null in the main loop; the variable with the number of lanes in the last, partial step.</summary>
    public string? Lanes { get; set; }

    public bool IsDefined(Value value) => _definitions.ContainsKey(value.Id);

    public Statement? Definition(Value value) => _definitions.TryGetValue(value.Id, out var s) ? s : null;

    /// <summary>The instruction anywhere in the function.</summary>
    public Instruction? InstructionOf(Value value) => _views.Definition(value);

    public bool IsView(Value value) => _views.IsView(value);

    public Access AccessOf(Value value) => _views.AccessOf(value, v => _schedule.Storage[v.Id]);

    private IEnumerable<Access> Accesses()
    {
        foreach (var operand in _nest.Statements.SelectMany(s => s.Instruction.Operands))
        {
            if (_nest.IsDefined(operand) || operand.Axes.Count == 0 && !_views.IsView(operand) || _views.Definition(operand) is Ir.Index) continue;
            yield return AccessOf(operand);
        }
    }

    /// <summary>table[index[c]] with nothing else running along the row.</summary>
    private bool IsPlainGather(Access access) =>
        !access.Axes.Any(_nest.Inner.Covers) && access.Indirections.Count(i => i.Index.Axes.Any(_nest.Inner.Covers)) == 1
        && access.Indirections.Where(i => i.Index.Axes.Any(_nest.Inner.Covers)).All(i => !_views.IsView(i.Index)
            && _views.Definition(i.Index) is not Ir.Index && AccessOf(i.Index).StrideOf(_nest.Inner.Last).IsOne);

    public string? CounterOf(Axis axis) => _nest.Inner.Covers(axis) ? Inner : Counters.Where(c => c.Key.Covers(axis)).Select(c => c.Value).FirstOrDefault();

    public void SetRowLocal(Value value, string name) => _rowLocals[value.Id] = name;

    /// <summary>The address without the part that runs along the row: <c>n * C</c>, or the name of a local that holds it.</summary>
    public Code Base(Access access)
    {
        Code? sum = access.Offset == Extent.Zero ? null : Fields.Extent(access.Offset);
        foreach (var loop in _nest.Outer)
            Add(ExtentText.Scaled(Code.Primary(Counters[loop]), access.StrideOf(loop.Last), Fields.Size));
        foreach (var indirection in access.Indirections)
        {
            if (indirection.Index.Axes.Any(_nest.Inner.Covers)) continue;
            var index = Integer(indirection.Index);
            // A negative index reads nothing; the address must still be one that exists.
            Add(ExtentText.Scaled(Code.Call("nint.Max", index, Code.Primary("0")), indirection.Stride, Fields.Size));
        }
        if (sum is not { } total) return Code.Primary("0");
        if (total.Precedence == Precedence.Primary) return total;
        if (_bases.TryGetValue(total.Text, out string? local)) return Code.Primary(local);
        local = Names.Unique(_bases.Count == 0 ? "row" : Names.Camel(access.Buffer.Name) + "Row");
        PrologueFor(access.AddressAxes).Add($"nint {local} = {total.Text};");
        _bases[total.Text] = local;
        return Code.Primary(local);

        void Add(Code? term)
        {
            if (term is { } t) sum = sum is { } s ? Code.Binary(s, "+", t, Precedence.Additive) : t;
        }
    }

    /// <summary>The address of the current position along the row.</summary>
    public string Address(Access access)
    {
        var stride = access.StrideOf(_nest.Inner.Last);
        var inner = ExtentText.Scaled(Code.Primary(Inner), stride, Fields.Size);
        var start = Base(access);
        if (inner is not { } along) return start.Text;
        return start.Text == "0" ? along.Text : Code.Binary(start, "+", along, Precedence.Additive).Text;
    }

    /// <summary>An integer at the current outer position.</summary>
    public Code Integer(Value value)
    {
        switch (_views.Definition(value))
        {
            case Ir.Index index:
                return Code.Primary(CounterOf(index.Axis) ?? throw new InvalidOperationException($"No loop over {index.Axis}."));
            case Constant constant:
                return Code.Primary(((long)constant.Number).ToString(System.Globalization.CultureInfo.InvariantCulture));
            case Map map when value.Axes.Count > 0 && !_schedule.Storage.ContainsKey(value.Id):
                return ScalarOperators.Emit(map.Operator, map.Arguments.Select(a => a.Type == ElementType.Int ? Integer(a) : Row(a)).ToList(), "nint");
        }
        if (value.Axes.Count == 0 && !_views.IsView(value)) return Code.Primary(Fields.Scalar(value));
        if (_integers.TryGetValue(value.Id, out string? known)) return Code.Primary(known);
        var access = AccessOf(value);
        string read = $"Unsafe.Add(ref {Fields.Reference(access.Buffer)}, {Base(access)})";
        string name = Names.Unique(value.Name.Length > 0 ? Names.Camel(value.Name) : "index");
        PrologueFor(value.Axes).Add($"nint {name} = {read};");
        _integers[value.Id] = name;
        return Code.Primary(name);
    }

    /// <summary>A number or truth value at the current outer position.</summary>
    public Code Row(Value value)
    {
        if (_rowLocals.TryGetValue(value.Id, out string? local)) return Code.Primary(local);
        if (value.Type == ElementType.Int) return Integer(value);
        if (_views.Definition(value) is Constant constant)
            return value.Type == ElementType.Bool ? Code.Primary(constant.Number != 0 ? "true" : "false") : Code.Primary(Literals.Real(constant.Number, "T"));
        if (value.Axes.Count == 0 && !_views.IsView(value)) return Code.Primary(Fields.Scalar(value));
        if (Definition(value) is { Instruction: Map map } statement && !_nest.IsVector(value)) return RowMap(map, statement.Target);
        return LoadNumber(AccessOf(value), value);
    }

    public Code RowMap(Map map, Value target)
    {
        if (map.Operator == Operator.ToReal && map.Arguments[0].Type == ElementType.Int)
            return Code.Call("T.CreateTruncating", Integer(map.Arguments[0]));
        if (map.Operator == Operator.ToReal)
            return Code.Conditional(Row(map.Arguments[0]), Code.Primary("T.One"), Code.Primary("T.Zero"));
        return ScalarOperators.Emit(map.Operator, map.Arguments.Select(Row).ToList(), "T");
    }

    /// <summary>One element, 0 where an index is negative.</summary>
    private Code LoadNumber(Access access, Value value)
    {
        string address = IsScalar ? ScalarAddress(access) : Base(access).Text;
        var read = Code.Primary($"Unsafe.Add(ref {Fields.Reference(access.Buffer)}, {address})");
        foreach (var indirection in access.Indirections)
        {
            if (_views.Definition(indirection.Index) is Ir.Index) continue;
            var index = indirection.Index.Axes.Any(_nest.Inner.Covers) ? IntegerAlongRow(indirection.Index) : Integer(indirection.Index);
            read = Code.Conditional(Code.Binary(index, "<", Code.Primary("0"), Precedence.Relational), Code.Primary("T.Zero"), read);
        }
        return read;
    }

    private string ScalarAddress(Access access)
    {
        string address = Address(access);
        foreach (var indirection in access.Indirections)
        {
            if (!indirection.Index.Axes.Any(_nest.Inner.Covers)) continue;
            var term = ExtentText.Scaled(Code.Call("nint.Max", IntegerAlongRow(indirection.Index), Code.Primary("0")), indirection.Stride, Fields.Size);
            if (term is { } t) address += " + " + t.In(Precedence.Additive);
        }
        return address;
    }

    private Code IntegerAlongRow(Value index) => _views.Definition(index) switch
    {
        Ir.Index => Code.Primary(Inner),
        _ => Code.Primary($"Unsafe.Add(ref {Fields.Reference(AccessOf(index).Buffer)}, {ScalarAddress(AccessOf(index))})"),
    };

    /// <summary>A vector along the row, from memory.</summary>
    public Code Load(Value value)
    {
        var access = AccessOf(value);
        if (IsScalar) return Code.Call("V.Broadcast", LoadNumber(access, value));
        string reference = Fields.Reference(access.Buffer);
        var along = access.Indirections.FirstOrDefault(i => i.Index.Axes.Any(_nest.Inner.Covers));
        if (along is not null)
        {
            var index = AccessOf(along.Index);
            string table = Base(access) is { Text: not "0" } start ? $"Unsafe.Add(ref {reference}, {start})" : reference;
            return Guarded(access, Code.Primary($"V.Gather(ref {table}, ref {Fields.Reference(index.Buffer)}, {Address(index)}, {Fields.Extent(along.Stride)}, {Lanes ?? "V.Count"})"));
        }
        var stride = access.StrideOf(_nest.Inner.Last);
        if (stride.IsOne) return Guarded(access, Code.Primary($"V.Load(ref {reference}, {Address(access)}{Part})"));
        return Guarded(access, Code.Primary($"V.LoadStrided(ref {reference}, {Address(access)}, {Fields.Extent(stride)}, {Lanes ?? "V.Count"})"));
    }

    private string Part => Lanes is null ? "" : ", " + Lanes;

    private Code Guarded(Access access, Code load)
    {
        foreach (var indirection in access.Indirections)
        {
            if (indirection.Index.Axes.Any(_nest.Inner.Covers) || _views.Definition(indirection.Index) is Ir.Index) continue;
            load = Code.Call("V.Select", Code.Call("V.Mask", Code.Binary(Integer(indirection.Index), ">=", Code.Primary("0"), Precedence.Relational)), load, Code.Primary("V.Zero"));
        }
        return load;
    }

    public string Store(Access access, Code value)
    {
        string reference = Fields.Reference(access.Buffer);
        if (IsScalar) return $"Unsafe.Add(ref {reference}, {ScalarAddress(access)}) = V.Sum({value});";
        var stride = access.StrideOf(_nest.Inner.Last);
        if (stride.IsOne) return $"V.Store({value}, ref {reference}, {Address(access)}{Part});";
        return $"V.StoreStrided({value}, ref {reference}, {Address(access)}, {Fields.Extent(stride)}, {Lanes ?? "V.Count"});";
    }

    /// <summary>Integers along the row as real numbers.</summary>
    public Code IntegerVector(Value value)
    {
        if (_views.Definition(value) is Ir.Index index && _nest.Inner.Covers(index.Axis)) return Code.Call("V.Sequence", Code.Primary(Inner));
        if (!_nest.IsVector(value)) return Code.Call("V.Broadcast", Code.Call("T.CreateTruncating", Integer(value)));
        if (IsScalar) return Code.Call("V.Broadcast", Code.Call("T.CreateTruncating", IntegerAlongRow(value)));
        var access = AccessOf(value);
        return Code.Primary($"V.LoadInt(ref {Fields.Reference(access.Buffer)}, {Address(access)}, {Lanes ?? "V.Count"})");
    }
}
