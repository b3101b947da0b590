using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

// Forward and backward pass of a tensor result.
internal sealed partial class DerivativeFile
{
    private string SavedName => model.Name + "Saved";

    private string SavedType => SavedName + TypeParameters;

    private readonly Dictionary<string, string> _inputProperties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sizeProperties = new(StringComparer.Ordinal);

    /// <summary>A field of the struct of saved values. The argument of a size is its symbol.</summary>
    private sealed record SavedField(string Type, string Property, string Argument);

    public void WriteForwardAndBackward(Function forward, Function backward)
    {
        var fields = SavedFields(forward, backward);
        WriteSaved(fields);
        _w.Line();
        WriteForward(forward, fields);
        _w.Line();
        WriteBackward(forward, backward);
    }

    private List<SavedField> SavedFields(Function forward, Function backward)
    {
        var fields = new List<SavedField>();
        var names = new Names();
        foreach (var parameter in backward.Parameters)
        {
            if (!IsSaved(parameter)) continue;
            var input = model.Function.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
            string type = parameter.Kind switch
            {
                ParameterKind.Scalar => T,
                ParameterKind.Integer => "int",
                ParameterKind.Boolean => "bool",
                ParameterKind.IndexTensor => $"{RuntimeApi.Tensor}<int>",
                ParameterKind.Span => $"global::System.ReadOnlySpan<{T}>",
                ParameterKind.IndexSpan => "global::System.ReadOnlySpan<int>",
                _ => $"{RuntimeApi.Tensor}<{T}>",
            };
            fields.Add(new SavedField(type, _inputProperties[parameter.Name] = names.Unique(Property(parameter.Name)), input?.Path ?? Names.Escape(parameter.Name)));
        }
        foreach (var symbol in forward.Symbols)
            fields.Add(new SavedField("int", _sizeProperties[symbol.Symbol] = names.Unique("Size" + Property(symbol.Symbol)), symbol.Symbol));
        return fields;
    }

    private static string Property(string name) => Names.Pascal(name.TrimStart('@'));

    /// <summary>Whether the backward pass gets the value from the forward pass; the others are upstream gradients.</summary>
    private static bool IsSaved(Parameter parameter) => parameter.Path.StartsWith("saved.", StringComparison.Ordinal);

    private void WriteSaved(List<SavedField> fields)
    {
        _w.Line($"/// <summary>What <see cref=\"{model.Name}Forward\"/> keeps for <see cref=\"{model.Name}Backward\"/>: views of arguments and memory of the workspace.</summary>");
        _w.Line(Generated);
        _w.Line($"{model.Accessibility} readonly ref struct {SavedType}({string.Join(", ", fields.Select(f => $"{f.Type} {Names.Escape(Names.Camel(f.Property))}"))})");
        if (model.Constraints.Length > 0) _w.Indented(model.Constraints);
        _w.Open();
        foreach (var field in fields) _w.Line($"internal {field.Type} {field.Property} {{ get; }} = {Names.Escape(Names.Camel(field.Property))};");
        _w.Close();
    }

    private void WriteForward(Function forward, List<SavedField> fields)
    {
        var scope = NewScope(forward);
        var results = forward.Results.Take(model.Function.Results.Count).ToList();
        var saved = forward.Results.Skip(results.Count).ToList();
        var parameters = OriginalParameters().Concat(Destinations(results, scope))
            .Append($"out {SavedType} {scope.Saved}").Append($"{RuntimeApi.Workspace}? {scope.Workspace} = null").ToList();

        _w.Line($"/// <summary>Forward pass of <see cref=\"{model.Cref}\"/> that keeps what the backward pass needs.</summary>");
        foreach (var result in results) _w.Line($"/// <param name=\"{result.Name}\">Receives the result, [{string.Join(", ", result.Dimensions)}].</param>");
        _w.Line($"/// <param name=\"{scope.Saved}\">For the backward pass; valid until the workspace's frame ends.</param>");
        _w.Line($"/// <param name=\"{scope.Workspace}\">Scratch and saved memory; by default that of the thread.</param>");
        WriteAttributes(forward);
        WriteHeader($"{model.Accessibility} {Static}void {model.Name}Forward{TypeParameters}(", parameters);
        _w.Open();
        OpenWorkspace(forward, scope);
        var checks = new EntryChecks(_w, scope);
        checks.Inputs(forward);
        CheckDestinations(checks, forward, results, scope);
        WriteBody(forward, scope, checks, model.Name + "Forward", saved.Where(r => r.Dimensions.Count > 0).Select(r => r.Name).ToList());
        WriteResults(results, null, scope);
        foreach (var result in saved.Where(r => r.Dimensions.Count == 0))
            _w.Line($"{T} {Names.Escape(result.Name)} = {Number(result.Value)};");
        _w.Line($"{scope.Saved} = new {SavedType}({string.Join(", ", fields.Select(f => _sizeProperties.ContainsValue(f.Property) ? scope.SymbolName(f.Argument) : f.Argument))});");
        _w.Close();
    }

    private void WriteBackward(Function forward, Function backward)
    {
        var scope = NewScope(backward);
        var upstreams = backward.Parameters.Where(p => !IsSaved(p)).ToList();
        foreach (var parameter in backward.Parameters)
            if (IsSaved(parameter)) Name(scope, parameter, $"{scope.Saved}.{_inputProperties[parameter.Name]}");
        foreach (var symbol in forward.Symbols) scope.SetSymbol(symbol.Symbol, $"{scope.Saved}.{_sizeProperties[symbol.Symbol]}");

        var parameters = new List<string> { $"in {SavedType} {scope.Saved}" };
        parameters.AddRange(upstreams.Select(p => p.Kind == ParameterKind.Scalar ? $"{T} {Names.Escape(p.Name)}" : $"{RuntimeApi.Tensor}<{T}> {Names.Escape(p.Name)}"));
        parameters.AddRange(Destinations(backward.Results, scope));
        parameters.Add($"{RuntimeApi.Workspace}? {scope.Workspace} = null");

        _w.Line($"/// <summary>Backward pass of <see cref=\"{model.Cref}\"/>: gradients are assigned, not added.</summary>");
        _w.Line($"/// <param name=\"{scope.Saved}\">What <see cref=\"{model.Name}Forward\"/> kept.</param>");
        foreach (var upstream in upstreams) _w.Line($"/// <param name=\"{upstream.Name}\">Gradient of the loss with respect to the result, [{string.Join(", ", upstream.Dimensions)}].</param>");
        foreach (var result in backward.Results.Where(r => GradientOwner(r) is null)) _w.Line($"/// <param name=\"{result.Name}\">{Document(result)}</param>");
        _w.Line($"/// <param name=\"{scope.Workspace}\">Scratch memory; by default that of the thread.</param>");
        WriteAttributes(backward);
        WriteHeader($"{model.Accessibility} {Static}void {model.Name}Backward{TypeParameters}(", parameters);
        _w.Open();
        OpenWorkspace(backward, scope);
        var checks = new EntryChecks(_w, scope);
        foreach (var upstream in upstreams.Where(u => u.Kind == ParameterKind.Tensor)) checks.Extents(upstream.Name, Names.Escape(upstream.Name), upstream.Dimensions);
        CheckDestinations(checks, backward, backward.Results, scope);
        WriteBody(backward, scope, checks, model.Name + "Backward", []);
        WriteResults(backward.Results, null, scope);
        _w.Close();
    }

    private void WriteHeader(string start, List<string> parameters)
    {
        _w.Line(start);
        for (int i = 0; i < parameters.Count; i++) _w.Indented(parameters[i] + (i + 1 < parameters.Count ? "," : ")"));
        if (model.Constraints.Length > 0) _w.Indented(model.Constraints);
    }
}
