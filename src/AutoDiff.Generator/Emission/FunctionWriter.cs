using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;
using Buffer = AutoDiff.Generator.Scheduling.Buffer;

namespace AutoDiff.Generator.Emission;

/// <summary>Writes the body of a generated method: checks, scratch memory, steps, results.</summary>
internal sealed partial class FunctionWriter
{
    private readonly Function _function;
    private readonly Schedule _schedule;
    private readonly Views _views;
    private readonly MethodScope _scope;
    private readonly CodeWriter _w;
    private readonly Names _kernelNames;
    private readonly string _prefix;
    private readonly HashSet<string> _escaping;
    private SourceLine? _lastSource;

    /// <param name="prefix">First part of the names of kernels.</param>
    /// <param name="kernelNames">Kernel names of the whole file.</param>
    /// <param name="escaping">Names of results whose memory outlives the call: saved values and sparse rows.</param>
    public FunctionWriter(Function function, MethodScope scope, CodeWriter writer, string prefix, Names kernelNames, IEnumerable<string> escaping)
    {
        _schedule = Scheduler.Run(function);
        // The scheduler has added copies and taken products apart.
        _function = _schedule.Function;
        _views = new Views(_function);
        _scope = scope;
        _w = writer;
        _prefix = prefix;
        _kernelNames = kernelNames;
        _escaping = new HashSet<string>(escaping, StringComparer.Ordinal);
    }

    /// <summary>Declarations of the kernels, to stand at the end of the file.</summary>
    public List<string> Kernels { get; } = [];

    private string T => _scope.RealType;

    private string TypeOf(ElementType type) => type switch { ElementType.Int => "int", ElementType.Bool => "bool", _ => T };

    /// <summary>Rents what outlives the call; it has to come before the first frame.</summary>
    public void RentEscaping()
    {
        foreach (var result in _function.Results)
        {
            if (!_escaping.Contains(result.Name) || !_schedule.Outputs.TryGetValue(result.Name, out var buffer)) continue;
            _w.Line($"var {_scope.TensorName(buffer)} = {_scope.Workspace}.Rent<{T}>({Shape(result.Dimensions)});");
        }
        foreach (var buffer in _schedule.SparseRows.Values) Rent(buffer);
    }

    /// <summary>Rents scratch memory and writes all steps. Inputs, sizes and numbers must be known to the scope.</summary>
    public void WriteSteps()
    {
        foreach (var buffer in _schedule.Scratch) Rent(buffer);
        foreach (var step in _schedule.Steps) Write(step);
        foreach (var result in _function.Results)
        {
            // A tensor of one element that the function computes as a number.
            if (_schedule.Outputs.TryGetValue(result.Name, out var buffer) && buffer.Axes.Count == 0)
                _w.Line($"{_scope.TensorName(buffer)}.Span[0] = {Number(result.Value)};");
        }
    }

    private void Rent(Buffer buffer)
    {
        string name = Names.Escape(_scope.Names.Unique(Names.Camel(buffer.Name)));
        _scope.SetTensor(buffer.Name, name);
        _w.Line($"var {name} = {_scope.Workspace}.Rent<{TypeOf(buffer.Type)}>({string.Join(", ", buffer.Axes.Select(a => _scope.Extent(a.Extent)))});");
    }

    private string Shape(IEnumerable<Dimension> dimensions) => string.Join(", ", dimensions.Select(d => d.Axis is { } a ? _scope.Extent(a.Extent) : "1"));

    private void Write(Step step)
    {
        switch (step)
        {
            case ScalarStep scalar: WriteScalar(scalar.Statement); break;
            case IntegerStep integer: WriteIntegers(integer.Statement); break;
            case KernelStep kernel: WriteKernel(kernel.Nest); break;
            case ProductStep product: WriteProduct(product.Statement); break;
            case ZeroStep zero: _w.Line($"{Tensor(zero.Target)}.Span.Clear();"); break;
            case CallStep call: WriteCall(call.Statement); break;
            default: throw new NotSupportedException(step.GetType().Name);
        }
    }

    private string Tensor(Value value) => _scope.TensorName(_schedule.Storage[value.Id].Buffer);

    /// <summary>The source line of a group of steps, once.</summary>
    private void Comment(SourceLine? source)
    {
        if (source is null || source == _lastSource) return;
        _lastSource = source;
        _w.Line();
        _w.Line($"// {source.Text}    {source.File}:{source.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    private void WriteScalar(Statement statement)
    {
        var target = statement.Target;
        switch (statement.Instruction)
        {
            case Constant constant:
                _scope.SetScalar(target, target.Type switch
                {
                    ElementType.Int => ((long)constant.Number).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ElementType.Bool => constant.Number != 0 ? "true" : "false",
                    _ => Literals.Real(constant.Number, T),
                });
                return;
            case ExtentOf extent:
                string text = _scope.Extent(extent.Extent);
                _scope.SetScalar(target, target.Type == ElementType.Int ? $"({text})" : $"{T}.CreateTruncating({text})");
                return;
            case Reduce reduce:
                _scope.SetScalar(target, _scope.ScalarName(reduce.Operand));
                return;
        }
        var map = (Map)statement.Instruction;
        var code = map.Operator switch
        {
            Operator.ToReal when map.Arguments[0].Type == ElementType.Bool =>
                Code.Conditional(Number(map.Arguments[0]), Code.Primary(Literals.Real(1, T)), Code.Primary(Literals.Real(0, T))),
            Operator.ToReal => Code.Call(T + ".CreateTruncating", Number(map.Arguments[0])),
            _ => ScalarOperators.Emit(map.Operator, map.Arguments.Select(Number).ToList(), T),
        };
        Comment(target.Source);
        string name = _scope.NewScalar(target, Names.Camel(map.Operator.ToString()));
        _w.Line($"{TypeOf(target.Type)} {name} = {code};");
        foreach (var extent in IndexedBy(target)) _w.Line($"{RuntimeApi.IndexCheck}.InRange([{name}], {_scope.Extent(extent)}, {Literals.Text(name)});");
    }

    /// <summary>The extents of the axes that an integer of this function looks up positions of.</summary>
    private IEnumerable<Extent> IndexedBy(Value integer) => integer.Type != ElementType.Int ? []
        : _function.Body.Select(s => s.Instruction).OfType<Gather>().Where(g => _views.Root(g.Indices).Id == integer.Id).Select(g => g.Along.Extent).Distinct();

    /// <summary>A number after all steps.</summary>
    public string ScalarText(Value value) => Number(value).Text;

    /// <summary>The rows of a sparse gradient with their indices.</summary>
    public string SparseRows(Result result, Value indices)
    {
        string rows = _scope.TensorName(_schedule.SparseRows[result.Name]), at = Tensor(indices);
        return $"new {RuntimeApi.SparseRows}<{T}>({at}, {rows}.WithShape(new {RuntimeApi.TensorShape}({at}.Length, {rows}.Length / global::System.Math.Max(1, {at}.Length))))";
    }

    private Code Number(Value value)
    {
        if (_scope.HasScalar(value)) return new Code(_scope.ScalarName(value), _scope.ScalarName(value).StartsWith("-", StringComparison.Ordinal) ? Precedence.Unary : Precedence.Primary);
        // One element of a tensor: a look-up by numbers alone.
        var access = _views.AccessOf(value, v => _schedule.Storage[v.Id]);
        string address = _scope.Extent(access.Offset);
        string guard = "";
        foreach (var indirection in access.Indirections)
        {
            string index = Number(indirection.Index).Text;
            address += $" + Math.Max({index}, 0) * ({_scope.Extent(indirection.Stride)})";
            guard = $"{index} < 0 ? {Literals.Real(0, T)} : ";
        }
        return Code.Primary($"({guard}{_scope.TensorName(access.Buffer)}.Span[{address.Replace("Math.", "global::System.Math.")}])");
    }

    private void WriteKernel(Nest nest)
    {
        var named = nest.Statements.Where(s => nest.Stored.Contains(s.Target.Id) || s.Target.Axes.Count == 0).Select(s => s.Target).ToList();
        Comment(named.Select(v => v.Source).FirstOrDefault(s => s is not null));
        string stem = named.Select(NameOf).LastOrDefault(n => n.Length > 0) ?? "Values";
        string typeName = _kernelNames.Unique(_prefix + Names.Pascal(stem));
        string summary = Summary(named);
        var kernel = KernelWriter.Write(nest, _schedule, _views, _scope, typeName, summary);
        Kernels.Add(kernel.Text);

        foreach (var axis in PositionsComparedAsReals(nest))
            _w.Line($"{RuntimeApi.IndexCheck}.Exact<{T}>({_scope.Extent(axis.Extent)});");
        string extent = _scope.Extent(kernel.Extent);
        string length = nest.Form == NestForm.Flat ? "LengthOfElements" : "Length";
        foreach (string stash in kernel.Stashes)
            _w.Line($"var {stash} = {_scope.Workspace}.Rent<{T}>({RuntimeApi.WorkerPool}.MaxWorkers, ({_scope.Extent(kernel.StashLength)} + 31) & ~31);");
        string type = $"global::{RuntimeApi.KernelNamespace}.{kernel.TypeName}<{T}>";
        string construct = $"new {type}({string.Join(", ", kernel.Arguments)})";
        if (kernel.Partials.Count == 0)
        {
            _w.Line($"{RuntimeApi.Kernels}.Run<{type}, {T}>({construct}, {extent}, {RuntimeApi.Chunking}.{length}({extent}, {kernel.Work}));");
            return;
        }
        string chunk = _scope.Names.Unique(Names.Camel(stem) + "Chunk");
        bool hasTotals = kernel.Partials.Any(p => !p.Shared && !p.Size.IsOne);
        _w.Line($"nint {chunk} = {RuntimeApi.Chunking}.{(hasTotals ? "LengthWithTotals" : length)}({extent}, {kernel.Work});");
        foreach (var partial in kernel.Partials)
        {
            string count = partial.Shared ? "1" : $"{RuntimeApi.Chunking}.Count({extent}, {chunk})";
            _w.Line($"var {partial.Name} = {_scope.Workspace}.Rent<double>({count}{(partial.Size.IsOne ? "" : ", " + _scope.Extent(partial.Size))});");
            double neutral = SweepWriter.NeutralNumber(partial.Kind);
            _w.Line(neutral == 0 ? $"{partial.Name}.Span.Clear();" : $"{partial.Name}.Span.Fill({Literals.Real(neutral, "double")});");
        }
        _w.Line($"{RuntimeApi.Kernels}.Run<{type}, {T}>({construct}, {extent}, {chunk});");
        foreach (var partial in kernel.Partials)
        {
            if (partial.Target.Axes.Count == 0)
                _w.Line($"{T} {_scope.NewScalar(partial.Target, Names.Camel(partial.Kind.ToString()))} = {RuntimeApi.Partials}.{partial.Kind}<{T}>({partial.Name});");
            else
                _w.Line($"{RuntimeApi.Partials}.{partial.Kind}({partial.Name}, {Tensor(partial.Target)});");
        }
    }

    /// <summary>Axes whose positions are compared with integers along the vector loop, other than by the exact comparison of a position.</summary>
    private IEnumerable<Axis> PositionsComparedAsReals(Nest nest) => nest.Statements
        .Where(s => nest.IsVector(s.Target) && s.Instruction is Map { Operator: >= Operator.Less and <= Operator.NotEqual })
        .Select(s => ((Map)s.Instruction).Arguments).Where(a => a[0].Type == ElementType.Int && a.Any(nest.IsVector))
        .Where(a => a.All(v => _views.Definition(v) is not Constant))
        .SelectMany(a => new[] { (Value: a[0], Other: a[1]), (Value: a[1], Other: a[0]) })
        .Where(p => _views.Definition(p.Value) is Ir.Index && !(nest.IsVector(p.Value) && !nest.IsVector(p.Other)))
        .Select(p => ((Ir.Index)_views.Definition(p.Value)!).Axis).Distinct();

    private string NameOf(Value value) => _schedule.Storage.TryGetValue(value.Id, out var access) ? access.Buffer.Root.Name : value.Name;

    private string Summary(List<Value> made)
    {
        var names = made.Select(NameOf).Where(n => n.Length > 0).Distinct().ToList();
        var lines = made.Select(v => v.Source).Where(s => s is not null).Select(s => s!.Text).Distinct().ToList();
        string text = names.Count == 0 ? "One pass" : string.Join(", ", names);
        if (lines.Count > 0) text += ": " + string.Join(" ", lines);
        return text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
    }
}
