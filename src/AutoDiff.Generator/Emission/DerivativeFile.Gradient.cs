using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

// Value and gradient of a scalar result in one pass.
internal sealed partial class DerivativeFile
{
    public void WriteGradient(Function joint)
    {
        var scope = NewScope(joint);
        var returned = joint.Results[0];
        var others = joint.Results.Skip(1).Where(r => r.Written is null).ToList();
        var parameters = OriginalParameters().Concat(Destinations(others, scope)).Append($"{RuntimeApi.Workspace}? {scope.Workspace} = null").ToList();

        _w.Line($"/// <summary>Value and gradient of <see cref=\"{model.Cref}\"/> in one pass.</summary>");
        foreach (var result in others.Where(r => GradientOwner(r) is null))
            _w.Line($"/// <param name=\"{result.Name}\">{Document(result)}</param>");
        _w.Line($"/// <param name=\"{scope.Workspace}\">Scratch memory; by default that of the thread. Nothing is allocated once it has grown.</param>");
        _w.Line("/// <returns>The value.</returns>");
        DocumentSaved();
        WriteAttributes(joint);
        WriteHeader($"{model.Accessibility} {Static}{T} {model.Name}Gradient{TypeParameters}(", parameters);
        _w.Open();
        OpenWorkspace(joint, scope);
        var checks = new EntryChecks(_w, scope);
        checks.Inputs(joint);
        CheckDestinations(checks, joint, others, scope);
        WriteBody(joint, scope, checks, model.Name + "Gradient", []);
        WriteResults(others, returned, scope);
        _w.Close();
    }

    /// <summary>What the gradient of a program with loops or branches keeps of its forward pass; null for all others.</summary>
    public SavedReport? Saved { get; init; }

    private void DocumentSaved()
    {
        if (Saved is null) return;
        if (Saved.Values.Count == 0)
        {
            _w.Line("/// <remarks>Keeps nothing of the forward pass for the backward pass.</remarks>");
            return;
        }
        _w.Line("/// <remarks>");
        _w.Line($"/// Keeps for the backward pass {Saved.Bytes(T == "float" ? 4 : 8)} bytes{(T is "float" or "double" ? "" : " in double")}:");
        foreach (var value in Saved.Values) _w.Line($"/// {value}.");
        _w.Line("/// </remarks>");
    }

    private void WriteBody(Function function, MethodScope scope, EntryChecks checks, string prefix, IReadOnlyList<string> escaping)
    {
        _regions = null;
        if (IsSequential(function))
        {
            WriteRegions(function, scope, prefix);
            return;
        }
        _writer = new FunctionWriter(function, scope, _w, prefix, _kernelNames, escaping);
        // Sparse rows are given out together with the copy of their indices.
        bool hasSparse = function.Results.Any(r => r.SparseRowsOf is not null);
        if (hasSparse) checks.CopySpans(function);
        _writer.RentEscaping();
        _w.Line($"using var {scope.Frame} = {scope.Workspace}.BeginFrame();");
        if (!hasSparse) checks.CopySpans(function);
        checks.Indices(function);
        _writer.WriteSteps();
        _kernels.AddRange(_writer.Kernels);
        _w.Line();
    }

    private string Document(Result result)
    {
        string shape = result.Dimensions.Count == 0 ? "a number" : "[" + string.Join(", ", result.Dimensions) + "]";
        return gradients.TryGetValue(result.Name, out var parameter)
            ? $"Receives the gradient with respect to {parameter.Name}, {shape}." : $"Receives the result {result.Name}, {shape}.";
    }
}
