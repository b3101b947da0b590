using System.Globalization;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>The arguments of a check: how they are drawn, taken from the flat point, and where their gradients go.</summary>
internal sealed class CheckArgumentList
{
    private readonly MethodModel _model;
    private readonly Function _function;
    private readonly CheckCall _call;
    private readonly Names _names;
    private readonly CodeWriter _w;
    private readonly SampleRanges _ranges;
    private readonly IndexUses _indices;
    private readonly List<Destination> _destinations = [];

    /// <summary>A gradient: what declares its memory, how it is passed, and what puts it into the flat one.</summary>
    private sealed record Destination(string? Declaration, string Argument, string Owner, string Name);

    public CheckArgumentList(MethodModel model, CheckCall call, Names names, CodeWriter w)
    {
        (_model, _function, _call, _names, _w) = (model, model.Function, call, names, w);
        (_ranges, _indices) = (new SampleRanges(_function), new IndexUses(_function));
        (List, Point, Upstream, Self) = (names.Unique("arguments"), names.Unique("point"), names.Unique("upstream"), names.Unique("self"));
    }

    public string List { get; }

    public string Point { get; }

    public string Upstream { get; }

    /// <summary>The object of an instance method.</summary>
    public string Self { get; }

    /// <summary>What the method is called on.</summary>
    public string Target => _model.IsStatic ? _call.Type : Self;

    /// <summary>The arguments of the method at a point, in its order.</summary>
    public IEnumerable<string> Values => _model.Signature.Select(s => s.ModelType is not null ? s.Name : ValueOf(_function.Parameters.First(p => p.Name == s.Name.TrimStart('@'))));

    public IEnumerable<string> Destinations => _destinations.Select(d => d.Argument);

    public void Declare(string seed)
    {
        _w.Line($"var {List} = new {RuntimeApi.CheckArguments}({seed});");
        foreach (var parameter in _function.Parameters.Where(p => p.Kind is ParameterKind.Integer or ParameterKind.Boolean))
        {
            bool isInteger = parameter.Kind == ParameterKind.Integer;
            _w.Line($"{(isInteger ? "int" : "bool")} {parameter.Path} = {Signature(parameter).Default ?? (isInteger ? _call.HasUnknownSizes ? $"{List}.Integer" : "2" : "true")};");
        }
        int number = 0;
        foreach (var (symbol, value) in CheckExtents.Of(_function)) _w.Line($"int {symbol} = {(_call.HasUnknownSizes ? $"{List}.Extent({(number++).ToString(CultureInfo.InvariantCulture)})" : value)};");
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in _function.Parameters)
        {
            if (parameter.Owner is not { } owner) Declare(parameter);
            else if (owners.Add(owner)) DeclareModel(_model.Models.First(m => m.Owner == owner));
        }
    }

    private void DeclareModel(ModelObject model)
    {
        string name = model.Owner == "this" ? Self : Names.Escape(model.Owner), type = _call.InDouble(model.Type);
        _w.Line($"var {name} = {type}.Create({string.Join(", ", model.Extents.Select(e => CheckExtents.Text(e, Self)))});");
        var leaves = _function.Parameters.Where(p => p.Owner == model.Owner && p.Differentiated).ToList();
        if (leaves.Count == 0)
        {
            _w.Line($"{List}.PassiveModel({name});");
            return;
        }
        // The narrowest of the intervals that its tensors need.
        string low = Real(leaves.Max(p => _ranges.Of(p).Low)), high = Real(leaves.Min(p => _ranges.Of(p).High));
        string block = _names.Unique(model.Owner == "this" ? "parameters" : model.Owner + "Parameters"), gradient = _names.Unique(ReverseMode.NameOf(name.TrimStart('@')));
        _w.Line($"var {block} = {List}.Model({name}, {low}, {high});");
        _w.Line($"var {gradient} = {name}.CreateGradient();");
        _models.Add((block, gradient));
        _destinations.Add(new Destination(null, gradient, block, gradient));
    }

    private readonly List<(string Block, string Gradient)> _models = [];

    private void Declare(Parameter parameter)
    {
        string name = parameter.Path, shape = CheckExtents.Text(parameter.Dimensions, Self);
        var range = _ranges.Of(parameter);
        switch (parameter.Kind)
        {
            case ParameterKind.Integer or ParameterKind.Boolean:
                return;
            case ParameterKind.IndexTensor or ParameterKind.IndexSpan:
                _w.Line($"var {name} = {Integers(parameter, shape)};");
                return;
            case ParameterKind.Scalar when !parameter.Differentiated:
                _w.Line($"double {name} = {List}.Number();");
                return;
        }
        string tail = $"{Real(range.Low)}, {Real(range.High)}{(shape.Length > 0 ? ", " + shape : "")}";
        if (!parameter.Differentiated)
        {
            _w.Line($"var {name} = {List}.Tensor({tail});");
            return;
        }
        _w.Line($"var {name} = {List}.Parameter({Literals.Text(parameter.Name)}, {tail});");
        string gradient = _names.Unique(ReverseMode.NameOf(parameter.Name));
        bool isOut = parameter.Sparse || parameter.Dimensions.Count == 0;
        _destinations.Add(new Destination(isOut ? null : $"var {gradient} = {name}.Destination();", isOut ? "out var " + gradient : parameter.Kind == ParameterKind.Span ? gradient + ".Span" : gradient, name, gradient));
    }

    private string Integers(Parameter parameter, string shape)
    {
        if (_indices.Bags(parameter) is { } indices)
            return $"{RuntimeApi.CheckArguments}.Offsets({CheckExtents.Product(indices.Axes.Select(a => new Dimension(a)), Self)}, {shape})";
        var bounds = _indices.Bounds(parameter).Select(e => CheckExtents.Text(e, Self)).ToList();
        string bound = bounds.Count == 0 ? "2" : bounds.Aggregate((a, b) => $"global::System.Math.Min({a}, {b})");
        return $"{List}.Indices({bound}{(shape.Length > 0 ? ", " + shape : "")})";
    }

    /// <summary>Gives the models the numbers of the point.</summary>
    public void MoveModels()
    {
        foreach (var (block, _) in _models) _w.Line($"{block}.Take({Point});");
    }

    public void DeclareDestinations()
    {
        foreach (var (_, gradient) in _models) _w.Line($"{RuntimeApi.CheckedModel}.Clear({gradient});");
        foreach (var destination in _destinations)
            if (destination.Declaration is not null) _w.Line(destination.Declaration);
    }

    public void WriteGradients(string flat)
    {
        foreach (var destination in _destinations) _w.Line($"{destination.Owner}.Write({destination.Name}, {flat});");
    }

    private string ValueOf(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Integer or ParameterKind.Boolean or ParameterKind.IndexTensor => parameter.Path,
        ParameterKind.Span or ParameterKind.IndexSpan when Signature(parameter).Type.EndsWith("[]", StringComparison.Ordinal) =>
            parameter.Path + (parameter.Differentiated ? $".At({Point})" : "") + ".ToArray()",
        ParameterKind.IndexSpan => parameter.Path + ".Span",
        ParameterKind.Scalar => parameter.Differentiated ? $"{parameter.Path}.NumberAt({Point})" : parameter.Path,
        ParameterKind.Span => parameter.Differentiated ? $"{parameter.Path}.At({Point}).Span" : parameter.Path + ".Span",
        _ => parameter.Differentiated ? $"{parameter.Path}.At({Point})" : parameter.Path,
    };

    private SignatureParameter Signature(Parameter parameter) => _model.Signature.First(s => s.Name.TrimStart('@') == parameter.Name);

    private static string Real(double number) => Literals.Real(number, "double");
}
