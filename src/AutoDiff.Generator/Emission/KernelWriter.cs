using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

/// <summary>Writes a nest as a kernel struct: one loop for every vector width.</summary>
internal sealed partial class KernelWriter
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

        var text = new CodeWriter();
        text.Line($"/// <summary>{_summary}</summary>");
        text.Line($"file readonly struct {_typeName}<T>({string.Join(", ", _fields.Parameters.Select(p => p.Declaration))}) : IKernel<T>");
        text.Indented("where T : unmanaged, IBinaryFloatingPointIeee754<T>");
        text.Open();
        text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        text.Line("public void Run<V>(nint first, nint last, int chunk, int worker)");
        text.Indented("where V : struct, ISimd<V, T>");
        text.Open();
        if (_expressions.IsScalar)
        {
            // Addresses jump about along the row: one number at a time.
            text.Line("RunScalar<Scalar<T>>(first, last, chunk, worker);");
            text.Close();
            text.Line();
            text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            text.Line("private void RunScalar<V>(nint first, nint last, int chunk, int worker)");
            text.Indented("where V : struct, ISimd<V, T>");
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
        return new Kernel(_typeName, text.ToString(), _fields.Parameters.Select(p => p.Argument).ToList(), Shared.Extent, Work(), _partials, StashTensors, _nest.Inner.Extent);
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
        string stem = StemOf(statement);
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
        string name = _names.Unique(StemOf(statement) + "V");
        declarations.Add($"V {name} = {sweep.Neutral(reduce.Kind)};");
        return name;
    }

    /// <summary>The name that the user gave, or what the statement does.</summary>
    private static string StemOf(Statement statement) => Names.Camel(statement.Target.Name.Length > 0 ? statement.Target.Name : statement.Instruction switch
    {
        Map map => map.Operator.ToString(),
        Reduce reduce => reduce.Kind.ToString(),
        _ => "number",
    });

    /// <summary>Whole vectors along a row, and, unless it goes one element at a time, the lanes that are left. The first loop of a row declares its counter.</summary>
    private void VectorLoop(CodeWriter w, string to, IReadOnlyList<string> body, IReadOnlyList<string> tail, bool isFirst)
    {
        string counter = _expressions.Inner;
        if (isFirst) w.Line($"nint {counter} = 0;");
        w.Open($"for ({(isFirst ? "" : $"{counter} = 0")}; {counter} <= {to} - V.Count; {counter} += V.Count)");
        w.Lines(body);
        w.Close();
        if (_expressions.IsScalar) return;
        w.Open($"if ({counter} < {to})");
        w.Line($"nint lanes = {to} - {counter};");
        w.Lines(tail);
        w.Close();
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
}
