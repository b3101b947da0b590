using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

/// <summary>One vector loop body: the statements that lead to some stores and reductions.</summary>
internal sealed class SweepWriter(Nest nest, NestExpressions expressions, SweepWriter.Plan plan)
{
    /// <summary>What a sweep has to produce and what it finds in memory.</summary>
    /// <param name="Roots">Stores and reductions of this sweep, in order.</param>
    /// <param name="Loaded">Values of the nest that earlier sweeps left in memory, with their address.</param>
    /// <param name="Stores">Addresses to which values are written.</param>
    /// <param name="Accumulators">For each reduction the names and the rule of its accumulator.</param>
    /// <param name="IsInvariant">Values that may be computed once before the loop (column nests).</param>
    public sealed record Plan(
        IReadOnlyList<Statement> Roots,
        IReadOnlyDictionary<int, Access> Loaded,
        IReadOnlyDictionary<int, List<Access>> Stores,
        IReadOnlyDictionary<int, string> Accumulators);

    private const int LongestInline = 96;

    private readonly Dictionary<int, Code> _inline = [];
    private readonly Dictionary<int, (Code Left, Code Right)> _products = [];
    private readonly Dictionary<int, string> _locals = [];
    private readonly Dictionary<int, int> _uses = [];
    private Names _names = null!;
    private List<string> _body = null!;

    /// <summary>Lines before the loop: vectors of numbers that do not change along the row. Filled by <see cref="Body"/>.</summary>
    public List<string> Hoisted { get; } = [];

    private readonly Dictionary<int, string> _hoistedLocals = [];

    /// <summary>The lines of the loop body, for full vectors or (lanes given) the partial last one.</summary>
    public List<string> Body(string? lanes)
    {
        expressions.Lanes = lanes;
        _inline.Clear();
        _products.Clear();
        _locals.Clear();
        // What stands before the loop is visible in the remainder too.
        _names = new Names([.. _hoistedLocals.Values]);
        _body = [];
        TileLines.Clear();
        var required = Required();
        CountUses(required);
        foreach (var statement in required) Emit(statement);
        expressions.Lanes = null;
        return _body;
    }

    /// <summary>The statements behind the roots, in order of dependence, up to what lies in memory.</summary>
    private List<Statement> Required()
    {
        var wanted = new HashSet<int>();
        void Want(Value value)
        {
            if (plan.Loaded.ContainsKey(value.Id) || expressions.Definition(value) is not { } definition || !nest.IsVector(value) && definition.Instruction is Map) return;
            if (nest.IsRowReduction(definition) && !plan.Roots.Contains(definition)) return;
            if (!wanted.Add(value.Id)) return;
            foreach (var operand in definition.Instruction.Operands) Want(operand);
        }

        foreach (var root in plan.Roots)
        {
            wanted.Add(root.Target.Id);
            foreach (var operand in root.Instruction.Operands) Want(operand);
        }
        return nest.Statements.Where(s => wanted.Contains(s.Target.Id)).ToList();
    }

    private void CountUses(List<Statement> required)
    {
        _uses.Clear();
        foreach (var operand in required.SelectMany(s => s.Instruction.Operands))
            _uses[operand.Id] = (_uses.TryGetValue(operand.Id, out int n) ? n : 0) + 1;
    }

    private int Uses(Value value) => _uses.TryGetValue(value.Id, out int n) ? n : 0;

    private void Emit(Statement statement)
    {
        if (statement.Instruction is Reduce reduce)
        {
            Accumulate(statement.Target, reduce);
            return;
        }
        var map = (Map)statement.Instruction;
        var target = statement.Target;
        var code = Compute(map, target);
        bool stored = plan.Stores.TryGetValue(target.Id, out var addresses);
        int uses = Uses(target);
        if (stored && uses == 0)
        {
            foreach (var address in addresses!) _body.Add(expressions.Store(address, code));
            return;
        }
        if (!stored && uses == 1 && target.Name.Length == 0 && code.Text.Length <= LongestInline)
        {
            _inline[target.Id] = code;
            return;
        }
        _products.Remove(target.Id);
        string name = LocalName(target, map);
        _body.Add($"V {name} = {code};");
        _locals[target.Id] = name;
        if (stored)
            foreach (var address in addresses!) _body.Add(expressions.Store(address, Code.Primary(name)));
    }

    private string LocalName(Value value, Map? map)
    {
        string stem = value.Name.Length > 0 ? Names.Camel(value.Name) : map is null ? "value" : Names.Camel(map.Operator.ToString());
        // The loop's own names are visible here; a clash gets a number.
        string name;
        do name = _names.Unique(stem);
        while (!IsFree(name));
        return Names.Escape(name);
    }

    private readonly HashSet<string> _mine = new(StringComparer.Ordinal);

    /// <summary>Names of the body are reserved once in the kernel, so that main loop and remainder may both use them.</summary>
    private bool IsFree(string name)
    {
        if (_mine.Contains(name)) return true;
        if (expressions.Names.Unique(name) != name) return false;
        _mine.Add(name);
        return true;
    }

    /// <summary>The vector of a value.</summary>
    private Code Vector(Value value)
    {
        if (_locals.TryGetValue(value.Id, out string? local)) return Code.Primary(local);
        if (_inline.TryGetValue(value.Id, out var code)) return code;
        if (expressions.InstructionOf(value) is Constant constant && value.Type == ElementType.Real) return Code.Primary(expressions.Fields.Constant(constant.Number));
        if (!nest.IsVector(value)) return Broadcast(value);
        var load = plan.Loaded.TryGetValue(value.Id, out var access) ? Load(access) : expressions.Load(value);
        if (nest.Form == NestForm.Columns && !value.Axes.Any(nest.Outer[nest.Outer.Count - 1].Covers))
        {
            // The same for every row of the tile.
            string name = LocalName(value with { Name = StemOf(value) + "V" }, null);
            TileLines.Add($"V {name} = {load};");
            _locals[value.Id] = name;
            return Code.Primary(name);
        }
        if (Uses(value) <= 1) return load;
        string loaded = LocalName(value with { Name = StemOf(value) + "V" }, null);
        _body.Add($"V {loaded} = {load};");
        _locals[value.Id] = loaded;
        return Code.Primary(loaded);
    }

    private string StemOf(Value value) => value.Name.Length > 0 ? value.Name : plan.Loaded.TryGetValue(value.Id, out var access) ? access.Buffer.Root.Name
        : expressions.AccessOf(value).Buffer.Root.Name;

    /// <summary>Loads of a column nest that do not change from row to row; they stand before the loop over rows. Filled by <see cref="Body"/>.</summary>
    public List<string> TileLines { get; } = [];

    private Code Load(Access access)
    {
        string part = expressions.Lanes is null ? "" : ", " + expressions.Lanes;
        return Code.Primary($"V.Load(ref {expressions.Fields.Reference(access.Buffer)}, {expressions.Address(access)}{part})");
    }

    private Code Broadcast(Value value)
    {
        if (_hoistedLocals.TryGetValue(value.Id, out string? known)) return Code.Primary(known);
        string function = value.Type == ElementType.Bool ? "V.Mask" : "V.Broadcast";
        var row = expressions.Row(value);
        string line = $"{function}({row});";
        string stem = row.Text.All(char.IsLetterOrDigit) ? row.Text : value.Name.Length > 0 ? value.Name : "factor";
        string name = LocalName(value with { Name = stem + "V" }, null);
        if (nest.Form == NestForm.Columns && value.Axes.Any(nest.Outer[nest.Outer.Count - 1].Covers))
        {
            _body.Add($"V {name} = {line}");
            _locals[value.Id] = name;
        }
        else
        {
            Hoisted.Add($"V {name} = {line}");
            _hoistedLocals[value.Id] = name;
        }
        return Code.Primary(name);
    }

    private Code Compute(Map map, Value target)
    {
        var a = map.Arguments;
        switch (map.Operator)
        {
            case Operator.Add when Product(a[1]) is { } p:
                return Code.Call("V.Fma", p.Left, p.Right, Vector(a[0]));
            case Operator.Add when Product(a[0]) is { } p:
                return Code.Call("V.Fma", p.Left, p.Right, Vector(a[1]));
            case Operator.Subtract when Product(a[1]) is { } p:
                return Code.Call("V.Fma", Code.Unary("-", p.Left), p.Right, Vector(a[0]));
            case Operator.Subtract when Product(a[0]) is { } p:
                return Code.Call("V.Fma", p.Left, p.Right, Code.Unary("-", Vector(a[1])));
            case Operator.ToReal when a[0].Type == ElementType.Int:
                return expressions.IntegerVector(a[0]);
            case Operator.ToReal:
                return Code.Call("V.MaskToReal", Vector(a[0]));
            case Operator.Equal when a[0].Type == ElementType.Int && IsPosition(a[0]) && !nest.IsVector(a[1]):
                return Code.Call("V.IsPosition", Code.Primary(expressions.Inner), expressions.Integer(a[1]));
            case Operator.Equal when a[0].Type == ElementType.Int && IsPosition(a[1]) && !nest.IsVector(a[0]):
                return Code.Call("V.IsPosition", Code.Primary(expressions.Inner), expressions.Integer(a[0]));
            case >= Operator.Less and <= Operator.NotEqual when a[0].Type == ElementType.Int:
                return VectorOperators.Emit(map.Operator, a.Select(expressions.IntegerVector).ToList());
            case Operator.Multiply:
                var left = Vector(a[0]);
                var right = Vector(a[1]);
                if (Uses(target) == 1 && target.Name.Length == 0) _products[target.Id] = (left, right);
                return Code.Binary(left, "*", right, Precedence.Multiplicative);
            case Operator.StraightThrough:
                return Vector(a[0]);
            case Operator.ScaleGradient:
                return Vector(a[0]);
            default:
                return VectorOperators.Emit(map.Operator, a.Select(Vector).ToList(), FunctionWeight.IsOutlined(nest, expressions.Lanes is not null));
        }
    }

    private (Code Left, Code Right)? Product(Value value) => _products.TryGetValue(value.Id, out var p) && _inline.ContainsKey(value.Id) ? p : null;

    private bool IsPosition(Value value) => expressions.InstructionOf(value) is Ir.Index index && nest.Inner.Covers(index.Axis) && nest.Inner.Parts.Count == 1;

    private void Accumulate(Value target, Reduce reduce)
    {
        string accumulator = plan.Accumulators[target.Id];
        string? lanes = expressions.Lanes;
        if (plan.Stores.TryGetValue(target.Id, out var totals))
        {
            // A total for each position along the row: widened and added in memory.
            _body.Add(AddTo(reduce.Kind, Vector(reduce.Operand).Text, accumulator, expressions.Address(totals[0]), lanes ?? "V.Count"));
            return;
        }
        if (lanes is null && reduce.Kind == ReduceKind.Sum && Product(reduce.Operand) is { } p)
        {
            _body.Add($"{accumulator} = V.Fma({p.Left}, {p.Right}, {accumulator});");
            return;
        }
        var operand = Vector(reduce.Operand);
        if (lanes is not null && nest.Form != NestForm.Columns) operand = Code.Call("V.Keep", operand, Code.Primary(lanes), Neutral(reduce.Kind));
        _body.Add(reduce.Kind switch
        {
            ReduceKind.Sum => $"{accumulator} += {operand};",
            ReduceKind.Product => $"{accumulator} *= {operand};",
            ReduceKind.Max => $"{accumulator} = V.Max({accumulator}, {operand});",
            ReduceKind.Min => $"{accumulator} = V.Min({accumulator}, {operand});",
            _ => throw new NotSupportedException(reduce.Kind.ToString()),
        });
    }

    /// <summary>Merges a vector into totals in memory.</summary>
    public static string AddTo(ReduceKind kind, string vector, string totals, string address, string lanes) => kind == ReduceKind.Sum
        ? $"V.AddTo({vector}, ref {totals}, {address}, {lanes});"
        : $"Totals.{kind}<V, T>({vector}, ref {totals}, {address}, {lanes});";

    /// <summary>The value that changes nothing in a reduction.</summary>
    public Code Neutral(ReduceKind kind) => Code.Primary(expressions.Fields.Constant(NeutralNumber(kind)));

    public static double NeutralNumber(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => 0,
        ReduceKind.Product => 1,
        ReduceKind.Max => double.NegativeInfinity,
        ReduceKind.Min => double.PositiveInfinity,
        _ => throw new NotSupportedException(kind.ToString()),
    };
}
