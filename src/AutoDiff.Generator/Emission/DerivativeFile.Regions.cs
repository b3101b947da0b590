using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission.Regions;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

// Functions with loops, conditions, and arrays that they write.
internal sealed partial class DerivativeFile
{
    private RegionWriter? _regions;

    /// <summary>Whether the function is written statement by statement: it has regions, or works on spans, which loop nests cannot take along.</summary>
    private static bool IsSequential(Function function) => function.HasRegions || function.Parameters.Any(p => p.Kind == ParameterKind.Span);

    /// <summary>Whether the method works on memory of the caller, or returns nothing: it then has one method for its vector-Jacobian product.</summary>
    public static bool HasOnlyVjp(Function function) => function.Results.Count == 0 || function.Results.Any(r => r.Written is not null);

    /// <summary>The first line of a method; one that needs no scratch memory has none.</summary>
    private void OpenWorkspace(Function function, MethodScope scope)
    {
        if (!IsSequential(function)) _w.Line($"{scope.Workspace} ??= {RuntimeApi.Workspace}.Current;");
    }

    private void WriteRegions(Function function, MethodScope scope, string prefix)
    {
        foreach (var parameter in function.Parameters) scope.Names.Reserve(parameter.Name);
        foreach (string own in model.Function.Parameters.Select(p => p.Owner).OfType<string>()) scope.Names.Reserve(own);
        _regions = new RegionWriter(function, scope, prefix, _kernelNames, p => Place(p, scope), r => Place(r, scope));
        var lines = _regions.Write();
        if (lines.Any(l => l.Contains(scope.Workspace)))
        {
            _w.Line($"{scope.Workspace} ??= {RuntimeApi.Workspace}.Current;");
            _w.Line($"using var {scope.Frame} = {scope.Workspace}.BeginFrame();");
        }
        _w.Lines(lines);
        _kernels.AddRange(_regions.Kernels);
        _w.Line();
    }

    /// <summary>How C# reaches an array parameter.</summary>
    private static Destination Place(Parameter parameter, MethodScope scope) =>
        new(scope.TensorName(new Scheduling.Buffer(parameter.Name, ElementType.Real, default, Scheduling.BufferKind.Input)), parameter.Kind is ParameterKind.Tensor or ParameterKind.IndexTensor);

    private Destination Place(Result result, MethodScope scope) =>
        new(scope.TensorName(new Scheduling.Buffer(result.Name, ElementType.Real, default, Scheduling.BufferKind.Output)), !IsSpan(result));

    /// <summary>Whether the destination of a result is a span: that of a parameter which is one.</summary>
    private bool IsSpan(Result result) =>
        _hasSpanOutputs || (gradients.TryGetValue(result.Name, out var parameter) || _products.TryGetValue(result.Name, out parameter)) && parameter.Kind == ParameterKind.Span;

    /// <summary>Adjoints of the results come in, gradients go out.</summary>
    public void WriteVjp(Function joint)
    {
        var scope = NewScope(joint);
        var upstreams = joint.Parameters.Where(p => model.Function.Parameters.All(q => q.Name != p.Name)).ToList();
        var others = joint.Results.Where(r => r.Written is null).ToList();
        var parameters = OriginalParameters().Concat(upstreams.Select(Declaration)).Concat(Destinations(others, scope))
            .Append($"{RuntimeApi.Workspace}? {scope.Workspace} = null").ToList();

        Separate();
        _w.Line($"/// <summary>Vector-Jacobian product of <see cref=\"{model.Cref}\"/>: gradients are assigned, not added.</summary>");
        foreach (var upstream in upstreams) _w.Line($"/// <param name=\"{upstream.Name}\">{Document(upstream)}</param>");
        foreach (var result in others.Where(r => GradientOwner(r) is null)) _w.Line($"/// <param name=\"{result.Name}\">{Document(result)}</param>");
        _w.Line($"/// <param name=\"{scope.Workspace}\">Scratch memory; by default that of the thread. Nothing is allocated once it has grown.</param>");
        WriteAttributes(joint);
        WriteHeader($"{model.Accessibility} {Static}void {model.Name}Vjp{TypeParameters}(", parameters);
        _w.Open();
        OpenWorkspace(joint, scope);
        var checks = new EntryChecks(_w, scope);
        checks.Inputs(joint);
        CheckDestinations(checks, joint, others, scope);
        WriteBody(joint, scope, checks, model.Name + "Vjp", []);
        WriteResults(others, null, scope);
        _w.Close();
    }

    private string Declaration(Parameter upstream) => upstream.Kind switch
    {
        ParameterKind.Scalar => $"{T} {Names.Escape(upstream.Name)}",
        ParameterKind.Span => $"global::System.{(upstream.Written ? "" : "ReadOnly")}Span<{T}> {Names.Escape(upstream.Name)}",
        _ => $"{RuntimeApi.Tensor}<{T}> {Names.Escape(upstream.Name)}",
    };

    private static string Document(Parameter upstream)
    {
        string shape = Shape(upstream.Dimensions);
        return upstream.Written ? $"In: gradient of the loss with respect to what the method leaves in the array; out: with respect to what it found there, {shape}."
            : $"Gradient of the loss with respect to the result, {shape}.";
    }

    /// <summary>Memory that the method writes must not be that of another argument.</summary>
    private static void CheckWritten(EntryChecks checks, Function function, MethodScope scope)
    {
        var arrays = function.Parameters.Where(IsRealArray).ToList();
        foreach (var written in function.Parameters.Where(p => p.Written))
        {
            // Two written arrays are compared once.
            var others = arrays.Where(o => o != written && (!o.Written || arrays.IndexOf(written) < arrays.IndexOf(o)));
            checks.NoOverlap(written.Name, Place(written, scope).Text, others.Select(o => (o.Name, Place(o, scope).Text)).ToList());
        }
    }

    private static bool IsRealArray(Parameter parameter) => parameter.Kind is ParameterKind.Tensor or ParameterKind.Span && parameter.Owner is null;
}
