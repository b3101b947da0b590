using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>Writes the struct of an inner loop: one body for all vector widths, over parts of arrays that all begin at the first iteration.</summary>
internal sealed class InnerLoopWriter(string typeName)
{
    private readonly Names _names = Reserved();
    private readonly List<string> _declarations = [], _prologue = [], _fields = [], _finish = [];
    private readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);
    private readonly Dictionary<Statement, string> _streams = new(ByReference.Comparer);
    private readonly Dictionary<int, Code> _values = [];
    private readonly Dictionary<RunningSum, string> _sums = [];

    public string TypeName { get; } = typeName;

    /// <summary>What its constructor is called with.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>An array that the loop walks along; the same part may be read and written.</summary>
    public void AddStream(Statement stream, string part, string name, bool isWritten, bool isReadOnly)
    {
        if (!_references.TryGetValue(part, out string? reference))
        {
            string field = _names.Unique(Names.Camel(name));
            reference = _names.Unique(Names.Camel(name) + "Elements");
            _references.Add(part, reference);
            string type = (isReadOnly && !isWritten ? "ReadOnlySpan" : "Span") + "<T>";
            _declarations.Add($"{type} {Names.Escape(field)}");
            _fields.Add($"private readonly {type} _{field} = {Names.Escape(field)};");
            _prologue.Add($"ref T {reference} = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(_{field});");
            Arguments.Add(part);
        }
        _streams.Add(stream, reference);
    }

    /// <summary>A number that is the same in all iterations.</summary>
    public void AddNumber(Value value, string argument, string name)
    {
        if (_values.ContainsKey(value.Id)) return;
        string field = _names.Unique(Names.Camel(name)), vector = _names.Unique(Names.Camel(name) + "Each");
        _declarations.Add($"T {Names.Escape(field)}");
        _prologue.Add($"V {vector} = V.Broadcast({Names.Escape(field)});");
        Arguments.Add(argument);
        _values.Add(value.Id, Code.Primary(vector));
    }

    /// <summary>A literal.</summary>
    public void AddConstant(Value value, double number) => _values[value.Id] = Code.Primary(number == 0 ? "V.Zero" : $"V.Broadcast({Literals.Real(number, "T")})");

    /// <summary>The field for the sum.</summary>
    public string AddSum(RunningSum sum)
    {
        string field = _names.Unique(Names.Pascal(sum.Last.Name.Length > 0 ? sum.Last.Name : "Sum"));
        _sums.Add(sum, field);
        return field;
    }

    /// <param name="plan">The loop.</param>
    /// <param name="source">The statement that it comes from.</param>
    public string Write(InnerLoop plan, SourceLine? source)
    {
        var body = new List<string>();
        var uses = new Dictionary<int, int>();
        foreach (var operand in plan.Body.SelectMany(s => s.Instruction.Operands).Concat(plan.Sums.SelectMany(s => s.Terms).Select(t => t.Term)))
            uses[operand.Id] = uses.TryGetValue(operand.Id, out int count) ? count + 1 : 1;
        foreach (var statement in plan.Body)
        {
            if (statement.Target.Type == ElementType.Int || _values.ContainsKey(statement.Target.Id) || plan.Sums.Any(s => s.Chain.Contains(statement.Target.Id))) continue;
            Write(statement, body, uses);
        }
        foreach (var pair in _sums)
        {
            string accumulator = _names.Unique(Names.Camel(pair.Value) + "Lanes");
            _prologue.Add($"V {accumulator} = V.Zero;");
            foreach (var (term, isNegative) in pair.Key.Terms) body.Add($"{accumulator} {(isNegative ? "-" : "+")}= {Use(term)};");
            _fields.Add($"public T {pair.Value};");
            _finish.Add($"{pair.Value} += V.Sum({accumulator});");
        }
        return Text(body, source);
    }

    private string Text(IReadOnlyList<string> body, SourceLine? source)
    {
        var text = new CodeWriter();
        if (source is not null) text.Line($"// {source.Text}    {source.File}:{source.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        text.Line($"file ref struct {TypeName}<T>({string.Join(", ", _declarations)}) : IInnerLoop<T>");
        text.Indented("where T : unmanaged, IBinaryFloatingPointIeee754<T>");
        text.Open();
        foreach (string field in _fields) text.Line(field);
        if (_fields.Count > 0) text.Line();
        text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        text.Line("public void Run<V>(nint first, nint last)");
        text.Indented("where V : struct, ISimd<V, T>");
        text.Open();
        text.Lines(_prologue);
        text.Open("for (nint i = first; i < last; i += V.Count)");
        text.Lines(body);
        text.Close();
        text.Lines(_finish);
        text.Close();
        text.Close();
        return text.ToString();
    }

    private void Write(Statement statement, List<string> body, Dictionary<int, int> uses)
    {
        switch (statement.Instruction)
        {
            case Constant constant:
                AddConstant(statement.Target, constant.Number);
                return;
            case Read:
                // Read where it stands: a later write may change the element.
                Name(statement.Target, Code.Primary($"V.Load(ref {_streams[statement]}, i)"), body, uses, always: true);
                return;
            case Write write:
                body.Add($"V.Store({Use(write.Element)}, ref {_streams[statement]}, i);");
                return;
            case AddAt add:
                body.Add($"V.Store({Code.Binary(Code.Primary($"V.Load(ref {_streams[statement]}, i)"), "+", Use(add.Addend), Precedence.Additive)}, ref {_streams[statement]}, i);");
                return;
            case Map map:
                var operands = map.Arguments.Select(Use).ToList();
                var code = map.Operator == Operator.Accumulate ? Code.Binary(operands[0], "+", operands[1], Precedence.Additive) : VectorOperators.Emit(map.Operator, operands);
                Name(statement.Target, code, body, uses, always: false);
                return;
            default: throw new NotSupportedException(statement.Instruction.GetType().Name);
        }
    }

    /// <summary>A value that is used more than once gets a name.</summary>
    private void Name(Value target, Code code, List<string> body, Dictionary<int, int> uses, bool always)
    {
        if (!uses.TryGetValue(target.Id, out int count)) return;
        if (count == 1 && !always && code.Text.Length < 100)
        {
            _values[target.Id] = code;
            return;
        }
        string name = _names.Unique(target.Name.Length > 0 ? Names.Camel(target.Name) : "value");
        body.Add($"V {Names.Escape(name)} = {code};");
        _values[target.Id] = Code.Primary(Names.Escape(name));
    }

    private Code Use(Value value) => _values.TryGetValue(value.Id, out var code) ? code : throw new InvalidOperationException($"{value} {value.Name} is not known inside of the loop.");

    private static Names Reserved()
    {
        var names = new Names();
        foreach (string name in new[] { "i", "first", "last", "V", "T", "Run" }) names.Reserve(name);
        return names;
    }
}
