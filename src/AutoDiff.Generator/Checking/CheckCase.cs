using System.Globalization;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>
/// The class that makes the gradient check of a method: it runs the method as written, in double, for the value, and what was generated for the
/// gradient, both over the flat point of all differentiated parameters.
/// </summary>
internal sealed class CheckCase
{
    private readonly MethodModel _model;
    private readonly Function _function;
    private readonly CheckCall _call;
    private readonly Names _names = new();
    private readonly CodeWriter _w = new();

    private CheckCase(MethodModel model)
    {
        (_model, _function, _call) = (model, model.Function, new CheckCall(model));
        foreach (var parameter in model.Signature) _names.Reserve(parameter.Name.TrimStart('@'));
        foreach (var symbol in _function.Symbols) _names.Reserve(symbol.Symbol.TrimStart('@'));
        foreach (var result in _function.Results) _names.Reserve(result.Name);
    }

    /// <param name="model">The method.</param>
    /// <param name="derivative">The file of its derivative, in which the backward pass has a line.</param>
    public static string Write(MethodModel model, string derivative) => new CheckCase(model).Text(derivative);

    private string Text(string derivative)
    {
        _w.Line();
        _w.Line(Marker);
        _w.Open($"namespace {RuntimeApi.KernelNamespace}");
        _w.Open($"internal static class {CheckNames.ClassOf(_model.HintName)}");
        string seed = _names.Unique("seed"), attempt = _names.Unique("attempt");
        bool isTried = _call.Obstacle is null && _call.HasUnknownSizes;
        if (isTried)
        {
            _w.Line($"public static {RuntimeApi.GradientCheckCase} Create(ulong {seed}) => {RuntimeApi.GradientCheckCase}.FirstThatFits({attempt} => Create({seed}, {attempt}), {seed});");
            _w.Line();
        }
        _w.Open(isTried ? $"private static {RuntimeApi.GradientCheckCase} Create(ulong {seed}, int {attempt})" : $"public static {RuntimeApi.GradientCheckCase} Create(ulong {seed})");
        string place = $"{Literals.Text(CheckNames.CaseOf(_model))}, {Literals.Text(_model.File)}, {Number(_model.Line)}";
        if (_call.Obstacle is { } obstacle) _w.Line($"return {RuntimeApi.GradientCheckCase}.OutOfReach({place}, {Literals.Text(obstacle)});");
        else Body(isTried ? $"{seed}, {attempt}" : seed, place, derivative);
        _w.Close();
        _w.Close();
        _w.Close();
        return _w.ToString();
    }

    /// <summary>The first line of the check; what stands above it is the derivative.</summary>
    public const string Marker = "// The check of the derivative above against differences of the method.";

    private void Body(string seed, string place, string derivative)
    {
        var arguments = new CheckArgumentList(_model, _call, _names, _w);
        arguments.Declare(seed);
        string value = _names.Unique("Value"), gradient = _names.Unique("Gradient"), name = _model.Name;
        string backward = name + (_model.ReturnsScalar ? "Gradient" : "Backward");
        _w.Line($"return new {RuntimeApi.GradientCheckCase}({place}, {arguments.List}.Parameters, {value}, {gradient})");
        _w.Open();
        if (!_model.ReturnsScalar) _w.Line($"ResultLength = {string.Join(" + ", Results.Select(r => r.Dimensions.Count == 0 ? "1" : CheckExtents.Product(r.Dimensions, arguments.Self)))},");
        _w.Line($"BackwardFile = {Literals.Text(_model.HintName)},");
        _w.Line($"BackwardLine = {Number(LineOf(derivative, $" {backward}{_call.DeclaredTypeParameters}("))},");
        if (Exemption.Of(_function, _model.ReturnsScalar) is { } reason) _w.Line($"Exemption = {Literals.Text(reason)},");
        _w.Close(";");
        _w.Line();
        WriteValue(value, arguments);
        _w.Line();
        WriteGradient(gradient, arguments);
    }

    private IReadOnlyList<Result> Results => ReverseMode.DifferentiatedResults(_function, _model.ReturnsScalar);

    private void WriteValue(string method, CheckArgumentList arguments)
    {
        string result = _names.Unique("result"), upstream = arguments.Upstream, projection = _names.Unique("projection");
        _w.Open($"double {method}(global::System.ReadOnlySpan<double> {arguments.Point}, global::System.ReadOnlySpan<double> {upstream})");
        arguments.MoveModels();
        _w.Line($"var {result} = {arguments.Target}.{Names.Escape(_model.Name)}{_call.TypeArguments}({string.Join(", ", arguments.Values)});");
        if (_model.ReturnsScalar)
        {
            _w.Line($"return {(_model.ReturnsTuple ? result + ".Item1" : result)};");
        }
        else
        {
            _w.Line($"var {projection} = new {RuntimeApi.UpstreamGradient}({upstream});");
            for (int i = 0; i < _function.Results.Count; i++)
                if (Results.Contains(_function.Results[i])) _w.Line($"{projection}.Project({result}{(_model.ReturnsTuple ? ".Item" + Number(i + 1) : "")});");
            _w.Line($"return {projection}.Sum;");
        }
        _w.Close();
    }

    private void WriteGradient(string method, CheckArgumentList arguments)
    {
        string flat = _names.Unique("gradient"), upstream = arguments.Upstream, saved = _names.Unique("saved"), reader = _names.Unique("reader");
        _w.Open($"void {method}(global::System.ReadOnlySpan<double> {arguments.Point}, global::System.ReadOnlySpan<double> {upstream}, global::System.Span<double> {flat})");
        arguments.MoveModels();
        arguments.DeclareDestinations();
        string call = $"{arguments.Target}.{_model.Name}";
        var results = _function.Results.Skip(_model.ReturnsScalar ? 1 : 0)
            .Select(r => r.Dimensions.Count == 0 ? "out _" : $"{RuntimeApi.Tensor}<double>.Zeros({CheckExtents.Text(r.Dimensions, arguments.Self)})");
        if (_model.ReturnsScalar)
        {
            _w.Line($"{call}Gradient{_call.TypeArguments}({string.Join(", ", arguments.Values.Concat(results).Concat(arguments.Destinations).Concat(Taps(arguments)))});");
        }
        else
        {
            var upstreams = Results.Select(r => r.Dimensions.Count == 0 ? $"{reader}.Number()" : $"{reader}.Tensor({CheckExtents.Text(r.Dimensions, arguments.Self)})");
            _w.Line($"var {reader} = new {RuntimeApi.UpstreamGradient}({upstream});");
            _w.Line($"{call}Forward{_call.TypeArguments}({string.Join(", ", arguments.Values.Concat(results))}, out var {saved});");
            _w.Line($"{(_model.IsStatic ? _call.Type : arguments.Target)}.{_model.Name}Backward{_call.TypeArguments}({string.Join(", ", new[] { "in " + saved }.Concat(upstreams).Concat(arguments.Destinations).Concat(Taps(arguments)))});");
        }
        arguments.WriteGradients(flat);
        _w.Close();
    }

    /// <summary>Room for the adjoints at taps, which differences do not know.</summary>
    private IEnumerable<string> Taps(CheckArgumentList arguments) => _function.Body.Select(s => s.Instruction).OfType<Tap>()
        .Select(t => t.Operand.Axes.Count == 0 ? "out _" : $"{RuntimeApi.Tensor}<double>.Zeros({CheckExtents.Text(t.Operand.Axes.Select(a => new Dimension(a)), arguments.Self)})");

    private static int LineOf(string text, string header)
    {
        int position = text.IndexOf(header, StringComparison.Ordinal);
        return position < 0 ? 0 : text.Take(position).Count(c => c == '\n') + 1;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
