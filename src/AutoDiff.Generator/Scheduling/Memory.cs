using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>Gives each stored value its buffer.</summary>
internal sealed class Memory
{
    private readonly Views _views;
    private readonly Dictionary<int, EquatableArray<Axis>> _wantedOrder = [];
    private readonly HashSet<string> _names;

    public Memory(Function function, Views views)
    {
        _views = views;
        _names = new HashSet<string>(function.Parameters.Select(p => p.Name).Concat(function.Results.Select(r => r.Name)), StringComparer.Ordinal);
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Kind is ParameterKind.Scalar or ParameterKind.Integer or ParameterKind.Boolean) continue;
            Storage[parameter.Value.Id] = Access.Dense(new Buffer(parameter.Name, parameter.Value.Type, parameter.Value.Axes, BufferKind.Input));
        }
        foreach (var result in function.Results)
        {
            if (result.SparseRowsOf is { } indices)
            {
                var rows = new Buffer(result.Name + "Rows", ElementType.Real, indices.Axes.Concat(result.Dimensions.Skip(1).Select(d => d.Axis).OfType<Axis>()).ToEquatable(), BufferKind.Scratch);
                SparseRows[result.Name] = rows;
                bool isBagAdjoint = views.Definition(result.Value) is EmbeddingBagAdjoint;
                if (!Storage.ContainsKey(result.Value.Id) && !views.IsView(result.Value) && (isBagAdjoint || result.Value.Axes.Count == rows.Axes.Count))
                    Storage[result.Value.Id] = Access.Dense(rows);
                continue;
            }
            if (result.Dimensions.Count == 0) continue;
            var axes = result.Dimensions.Select(d => d.Axis).OfType<Axis>().ToEquatable();
            var buffer = new Buffer(result.Name, result.Value.Type, axes, BufferKind.Output);
            Outputs[result.Name] = buffer;
            // A result that does not vary along some dimension is copied out at the end.
            if (result.Value.Axes.Count == axes.Count && MayLieIn(result.Value, axes) && !Storage.ContainsKey(result.Value.Id) && !views.IsView(result.Value)) Storage[result.Value.Id] = Access.Dense(buffer);
        }
    }

    public Dictionary<int, Access> Storage { get; } = [];

    public List<Buffer> Scratch { get; } = [];

    public Dictionary<string, Buffer> Outputs { get; } = [];

    /// <summary>For each sparse gradient the rows, which the caller receives.</summary>
    public Dictionary<string, Buffer> SparseRows { get; } = [];

    /// <summary>Called for the last statements first.</summary>
    public void Place(Statement statement)
    {
        var value = statement.Target;
        if (statement.Instruction is Reshape reshape)
        {
            PlaceReshape(value, reshape);
            return;
        }
        if (!Storage.ContainsKey(value.Id)) AddScratch(value, StemOf(statement.Instruction));
    }

    public void AddScratch(Value value, string fallback = "value", EquatableArray<Axis>? fixedOrder = null)
    {
        var order = fixedOrder ?? RequiredOrder(value) ?? (_wantedOrder.TryGetValue(value.Id, out var wanted) && wanted.Count == value.Axes.Count ? wanted : value.Axes);
        var buffer = new Buffer(Unique(value, fallback), value.Type, order, BufferKind.Scratch);
        Scratch.Insert(0, buffer);
        Storage[value.Id] = Access.Dense(buffer);
    }

    private void PlaceReshape(Value value, Reshape reshape)
    {
        var source = reshape.Operand;
        if (!Storage.TryGetValue(value.Id, out var target))
        {
            if (Storage.TryGetValue(source.Id, out var known))
            {
                // The source has its place already (a parameter, a result): look at it through the new shape if it is dense in that order.
                if (known.IsDenseIn(reshape.From.Items))
                    Storage[value.Id] = Access.Dense(new Buffer(known.Buffer.Name, value.Type, reshape.To, BufferKind.Alias, known.Buffer));
                else
                    AddScratch(value);
                return;
            }
            AddScratch(value, "reshaped");
            target = Storage[value.Id];
        }
        // The source is made right where the reshaped value is wanted.
        if (!_views.IsView(source) && !Storage.ContainsKey(source.Id) && target.IsDenseIn(reshape.To.Items) && MayLieIn(source, reshape.From))
            Storage[source.Id] = Access.Dense(new Buffer(target.Buffer.Name, value.Type, reshape.From, BufferKind.Alias, target.Buffer));
        else if (MayLieIn(source, reshape.From))
            _wantedOrder[source.Id] = reshape.From;
    }

    /// <summary>Functions of the runtime write dense memory in the order of their result's axes; loops and products write any order.</summary>
    private bool MayLieIn(Value value, EquatableArray<Axis> order) => RequiredOrder(value) is not { } required || required == order;

    private EquatableArray<Axis>? RequiredOrder(Value value) => _views.Definition(value) switch
    {
        // Rows are added up, so the axis of the rows comes first.
        ScatterAdd scatter => value.Axes.Where(a => a == scatter.Along).Concat(value.Axes.Where(a => a != scatter.Along)).ToEquatable(),
        ProductOfOthers or EmbeddingBag or EmbeddingBagAdjoint => value.Axes,
        _ => null,
    };

    /// <summary>A name for a value that the user did not name: what it is.</summary>
    private static string StemOf(Instruction instruction) => instruction switch
    {
        Map map => char.ToLowerInvariant(map.Operator.ToString()[0]) + map.Operator.ToString().Substring(1),
        Reduce reduce => char.ToLowerInvariant(reduce.Kind.ToString()[0]) + reduce.Kind.ToString().Substring(1),
        Contract => "product",
        ScatterAdd => "scattered",
        Concat => "joined",
        Pad => "padded",
        EmbeddingBag => "bags",
        _ => "value",
    };

    private string Unique(Value value, string fallback)
    {
        string stem = value.Name.Length > 0 ? value.Name : fallback;
        string name = stem;
        for (int i = 2; !_names.Add(name); i++) name = stem + i;
        return name;
    }
}
