using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

// Value and Jacobian-vector product, and Hessian-vector product, each in one pass.
internal sealed partial class DerivativeFile
{
    /// <summary>Results and their tangents: each differentiated argument is followed by its tangent.</summary>
    public void WriteJvp(Function jvp)
    {
        var scope = NewTangentScope(jvp);
        var returned = model.ReturnsScalar ? jvp.Results[0] : null;
        var others = jvp.Results.Where(r => r != returned && r.Written is null).ToList();
        var tangents = TangentParameters(jvp);
        var parameters = OwnTangent().Concat(model.Signature.Zip(OriginalParameters(), (s, text) => (s, text))
                .SelectMany(pair => tangents.TryGetValue(pair.s.Name, out string? tangent) ? new[] { pair.text, tangent } : [pair.text]))
            .Concat(Destinations(others, scope)).Append($"{RuntimeApi.Workspace}? {scope.Workspace} = null").ToList();

        Separate();
        _w.Line($"/// <summary>Results of <see cref=\"{model.Cref}\"/> and their tangents, the Jacobian times the tangents of the arguments, in one pass.</summary>");
        DocumentTangents(jvp);
        foreach (var result in others) _w.Line($"/// <param name=\"{result.Name}\">{DocumentTangent(result)}</param>");
        WriteOnePass(jvp, scope, "Jvp", parameters, others, returned);
    }

    /// <summary>Value, gradient and the Hessian times the tangents.</summary>
    public void WriteHvp(Function hvp)
    {
        var scope = NewTangentScope(hvp);
        foreach (var pair in gradients) _products[ForwardMode.NameOfProduct(pair.Key)] = pair.Value;
        var others = hvp.Results.Skip(1).Where(r => r.Written is null).ToList();
        var tangents = TangentParameters(hvp);
        var parameters = OriginalParameters().Concat(OwnTangent()).Concat(model.Signature.Where(s => tangents.ContainsKey(s.Name)).Select(s => tangents[s.Name]))
            .Concat(Destinations(others, scope)).Append($"{RuntimeApi.Workspace}? {scope.Workspace} = null").ToList();

        Separate();
        _w.Line($"/// <summary>Value and gradient of <see cref=\"{model.Cref}\"/>, and its Hessian times the tangents, in one pass.</summary>");
        DocumentTangents(hvp);
        foreach (var result in others.Where(r => GradientOwner(r) is null)) _w.Line($"/// <param name=\"{result.Name}\">{DocumentProduct(result)}</param>");
        WriteOnePass(hvp, scope, "Hvp", parameters, others, hvp.Results[0]);
        _products.Clear();
    }

    private void WriteOnePass(Function function, MethodScope scope, string suffix, List<string> parameters, List<Result> others, Result? returned)
    {
        _w.Line($"/// <param name=\"{scope.Workspace}\">Scratch memory; by default that of the thread. Nothing is allocated once it has grown.</param>");
        if (returned is not null) _w.Line("/// <returns>The value.</returns>");
        WriteAttributes(function);
        WriteHeader($"{model.Accessibility} {Static}{(returned is null ? "void" : T)} {model.Name}{suffix}{TypeParameters}(", parameters);
        _w.Open();
        OpenWorkspace(function, scope);
        var checks = new EntryChecks(_w, scope);
        checks.Inputs(function);
        CheckDestinations(checks, function, others, scope);
        WriteBody(function, scope, checks, model.Name + suffix, []);
        WriteResults(others, returned, scope);
        _w.Close();
    }

    private MethodScope NewTangentScope(Function function)
    {
        var scope = NewScope(function);
        foreach (var parameter in function.Parameters) scope.Names.Reserve(parameter.Name);
        return scope;
    }

    /// <summary>For each parameter of the method that has a tangent the declaration of the tangent.</summary>
    private Dictionary<string, string> TangentParameters(Function function)
    {
        var declarations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in model.Function.Parameters)
        {
            if (!parameter.Differentiated || parameter.Owner == "this") continue;
            var signature = model.Signature.First(s => s.Name.TrimStart('@') == (parameter.Owner ?? parameter.Name));
            declarations[signature.Name] = parameter.Owner is { } owner ? $"{signature.ModelType ?? signature.StructType} {ForwardMode.Container(owner)}"
                : $"{signature.Type} {TangentOf(parameter, function).Path}";
        }
        return declarations;
    }

    /// <summary>The parameter with the tangent of another one: they come behind all others, in the order of the differentiated ones.</summary>
    private Parameter TangentOf(Parameter parameter, Function function)
    {
        var differentiated = model.Function.Parameters.Where(p => p.Differentiated).ToList();
        return function.Parameters[function.Parameters.Count - differentiated.Count + differentiated.FindIndex(p => p.Name == parameter.Name)];
    }

    /// <summary>The container with the tangents of the object of an instance method.</summary>
    private IEnumerable<string> OwnTangent() =>
        model.Function.Parameters.Any(p => p.Differentiated && p.Owner == "this") ? [$"{model.ThisModelType} {ForwardMode.Container("this")}"] : [];

    private void DocumentTangents(Function function)
    {
        foreach (var parameter in model.Function.Parameters)
            if (parameter is { Differentiated: true, Owner: null })
                _w.Line($"/// <param name=\"{TangentOf(parameter, function).Name}\">The tangent of {parameter.Name}, {Shape(parameter.Dimensions)}.</param>");
    }

    private string DocumentTangent(Result result) =>
        model.Function.Results.FirstOrDefault(r => ForwardMode.NameOf(r.Name) == result.Name) is { } primal
            ? $"Receives the tangent of {(model.ReturnsScalar && primal == model.Function.Results[0] ? "the value" : primal.Name)}, {Shape(result.Dimensions)}." : Document(result);

    private string DocumentProduct(Result result) =>
        _products.TryGetValue(result.Name, out var parameter) ? $"Receives the rows of {parameter.Name} of the Hessian times the tangents, {Shape(result.Dimensions)}." : Document(result);

    private static string Shape(IReadOnlyList<Dimension> dimensions) => dimensions.Count == 0 ? "a number" : "[" + string.Join(", ", dimensions) + "]";
}
