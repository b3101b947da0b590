using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission.Regions;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

// The loops over blocks of directions, and the pass that they repeat.
internal sealed partial class DerivativeFile
{
    // Destinations of a pass are spans where its function works on spans.
    private bool _hasSpanOutputs;

    private string Lanes => $"{RuntimeApi.Simd}<{LaneOperators.Vector}, {T}>";

    /// <summary>The public method up to the checks of its inputs.</summary>
    private void OpenMatrix(string suffix, string summary, string destination, IReadOnlyList<string> extra, out MethodScope scope)
    {
        scope = MatrixScope(destination);
        Separate();
        _w.Line($"/// <summary>{summary} Inputs are the numbers and arrays that are differentiated, end to end; an array that the method only writes is no input, and keeps its content.</summary>");
        _w.Line($"/// <param name=\"{destination}\">Receives the numbers.</param>");
        if (extra.Count > 0) _w.Line("/// <param name=\"pattern\">Where the Jacobian may differ from 0.</param>");
        _w.Line($"/// <param name=\"{scope.Workspace}\">Scratch memory; by default that of the thread. Nothing is allocated once it has grown.</param>");
        _w.Line(Generated);
        var parameters = OriginalParameters().Concat(extra).Append($"global::System.Span<{T}> {destination}").Append($"{RuntimeApi.Workspace}? {scope.Workspace} = null").ToList();
        WriteHeader($"{model.Accessibility} {Static}void {model.Name}{suffix}{TypeParameters}(", parameters);
        _w.Open();
        _w.Line($"{scope.Workspace} ??= {RuntimeApi.Workspace}.Current;");
        new EntryChecks(_w, scope).Inputs(model.Function);
    }

    private MethodScope MatrixScope(string destination)
    {
        var scope = NewScope(model.Function);
        foreach (string name in new[] { destination, "inputs", "outputs", "seeds", "tangents", "gradients", "first", "row", "pattern" }) scope.Names.Reserve(name);
        return scope;
    }

    private void DeclareCounts(MethodScope scope, FlatLayout from, FlatLayout? to)
    {
        _w.Line($"int {from.Name} = checked({scope.Extent(from.Length)});");
        if (to is not null) _w.Line($"int {to.Name} = checked({scope.Extent(to.Length)});");
    }

    /// <summary>Forward mode: numbers one direction at a time, or a call of the blocks for the vector that holds the directions best.</summary>
    private void WriteForward(MatrixMethod method, DirectionPass pass, MethodScope scope, IReadOnlyList<string> extra)
    {
        if (pass.IsVector) WriteDispatch(method, scope, extra);
        else WriteLoop(method, pass, scope, $"{RuntimeApi.Scalar}<{T}>");
    }

    /// <summary>The call of the blocks for the vector that holds the directions best.</summary>
    private void WriteDispatch(MatrixMethod method, MethodScope scope, IReadOnlyList<string> extra)
    {
        string arguments = string.Join(", ", model.Signature.Select(s => s.Name).Concat(extra.Select(e => e.Split(' ').Last())).Append(method.Destination).Append(scope.Workspace));
        _w.Line($"switch ({RuntimeApi.Directions}.Bits<{T}>({method.Count}))");
        _w.Open();
        foreach (var (label, vector) in new[] { ("case 512", RuntimeApi.Simd512), ("case 256", RuntimeApi.Simd256), ("case 128", RuntimeApi.Simd128), ("default", RuntimeApi.Scalar) })
            _w.Line($"{label}: {model.Name}{method.Suffix}Blocks<{string.Join(", ", model.TypeParameters.Append($"{vector}<{T}>"))}>({arguments}); break;");
        _w.Close();
    }

    /// <summary>The private method that goes over the blocks with any vector.</summary>
    private void WriteBlocks(MatrixMethod method, DirectionPass pass, IReadOnlyList<string> extra)
    {
        if (!pass.IsVector) return;
        var scope = MatrixScope(method.Destination);
        Separate();
        _w.Line("/// <summary>All blocks of directions, with one vector for a block.</summary>");
        var parameters = OriginalParameters().Concat(extra).Append($"global::System.Span<{T}> {method.Destination}").Append($"{RuntimeApi.Workspace} {scope.Workspace}").ToList();
        WriteGenericHeader($"{method.Suffix}Blocks", parameters, isVector: true);
        _w.Open();
        new EntryChecks(_w, scope).Inputs(model.Function);
        DeclareCounts(scope, method.From, method.To == method.From ? null : method.To);
        WriteLoop(method, pass, scope, LaneOperators.Vector);
        _w.Close();
    }

    private void WriteGenericHeader(string suffix, IReadOnlyList<string> parameters, bool isVector, Function? function = null)
    {
        var types = isVector ? model.TypeParameters.Append(LaneOperators.Vector) : model.TypeParameters;
        if (function is null) _w.Line(Generated);
        else WriteAttributes(function);
        _w.Line($"private {Static}void {model.Name}{suffix}{(types.Any() ? $"<{string.Join(", ", types)}>" : "")}(");
        for (int i = 0; i < parameters.Count; i++) _w.Indented(parameters[i] + (i + 1 < parameters.Count ? "," : ")"));
        if (model.Constraints.Length > 0) _w.Indented(model.Constraints);
        if (isVector) _w.Indented($"where {LaneOperators.Vector} : struct, {Lanes}");
    }

    private void WriteLoop(MatrixMethod method, DirectionPass pass, MethodScope scope, string vector)
    {
        _w.Line($"using var {scope.Frame} = {scope.Workspace}.BeginFrame();");
        // Numbers are seeded where they are passed.
        bool hasNumbers = pass.IsVector && method.Seed == FirstDirection && pass.Seeds.All(s => s.Dimensions.Count == 0);
        if (!hasNumbers) DeclareFlat("seeds", method.From.Name, pass, scope);
        DeclareFlat(method.Derivatives, method.To.Name, pass, scope);
        _w.Open($"for (int first = 0; first < {method.Count}; {(pass.IsVector ? $"first += {vector}.Count" : "first++")})");
        if (!hasNumbers) _w.Line($"{RuntimeApi.Directions}.Seed<{vector}, {T}>({Flat("seeds", pass)}, {method.Seed});");
        string elements = pass.IsVector ? "" : ".Span";
        string Seed(Parameter seed, Extent start) => hasNumbers ? $"{RuntimeApi.Directions}.Unit<{vector}, {T}>({(start.IsConstant(out long zero) && zero == 0 ? "-first" : $"{scope.Extent(start)} - first")})"
            : Part("seeds" + elements, "seeds", seed.Dimensions, seed.Kind == ParameterKind.Tensor, start, scope);
        WriteCall(pass, scope, pass.Seeds.Select((s, i) => Seed(s, method.From.StartOf(pass.Seeded[i]))), method.To, method.Derivatives + elements, method.Derivatives);
        _w.Line($"{RuntimeApi.Directions}.{method.Store(Flat(method.Derivatives, pass)).Replace("{V}", vector)};");
        _w.Close();
    }

    private void WriteRows(DirectionPass pass, MethodScope scope, FlatLayout inputs, FlatLayout outputs)
    {
        string scalar = $"{RuntimeApi.Scalar}<{T}>";
        var seeds = pass.Seeds.Select((s, i) => (Seed: s, Start: outputs.StartOf(pass.Seeded[i]))).ToList();
        // Numbers are seeded where they are passed, and spans are written in place: a small method needs no scratch memory.
        bool hasSpans = HasSpans(pass), hasNumbers = seeds.All(s => s.Seed.Dimensions.Count == 0);
        if (!hasSpans || !hasNumbers) _w.Line($"using var {scope.Frame} = {scope.Workspace}.BeginFrame();");
        if (!hasNumbers) DeclareFlat("seeds", "outputs", pass, scope);
        if (!hasSpans) DeclareFlat("gradients", "inputs", pass, scope);
        _w.Open("for (int row = 0; row < outputs; row++)");
        if (!hasNumbers) _w.Line($"{RuntimeApi.Directions}.Seed<{scalar}, {T}>({Flat("seeds", pass)}, row);");
        if (hasSpans) _w.Line("var gradients = jacobian.Slice(row * inputs, inputs);");
        string Seed(Parameter seed, Extent start) => hasNumbers ? $"row == {scope.Extent(start)} ? {Literals.Real(1, T)} : {Literals.Real(0, T)}"
            : Part("seeds.Span", "seeds", seed.Dimensions, seed.Kind == ParameterKind.Tensor, start, scope);
        WriteCall(pass, scope, seeds.Select(s => Seed(s.Seed, s.Start)), inputs, hasSpans ? "gradients" : "gradients.Span", "gradients");
        if (!hasSpans) _w.Line("gradients.Span.CopyTo(jacobian.Slice(row * inputs, inputs));");
        _w.Close();
    }

    private void DeclareFlat(string name, string length, DirectionPass pass, MethodScope scope) => _w.Line(pass.IsVector
        ? $"var {name} = {RuntimeApi.Directions}.Rent<{LaneOperators.Vector}, {T}>({scope.Workspace}, {length});"
        : $"var {name} = {scope.Workspace}.Rent<{T}>({length});");

    private string Flat(string name, DirectionPass pass) => pass.IsVector ? name : $"{RuntimeApi.Directions}.Single({name}.Span)";

    /// <summary>The call of the pass on parts of the flat arrays.</summary>
    private void WriteCall(DirectionPass pass, MethodScope scope, IEnumerable<string> seeds, FlatLayout outputs, string elements, string tensor)
    {
        var arguments = model.Signature.Select(s => s.Name).Concat(seeds)
            .Concat(pass.Outputs.Select((o, i) => (o.Dimensions.Count == 0 ? "out " : "") + Part(elements, tensor, o.Dimensions, !HasSpans(pass), outputs.StartAt(i), scope)))
            .Append(scope.Workspace);
        string types = pass.IsVector ? $"<{string.Join(", ", model.TypeParameters.Append(LaneOperators.Vector))}>" : TypeParameters;
        _w.Line($"{pass.Name}{types}({string.Join(", ", arguments)});");
    }

    private static string Part(string elements, string flat, EquatableArray<Dimension> dimensions, bool isTensor, Extent start, MethodScope scope)
    {
        string from = scope.Extent(start);
        if (dimensions.Count == 0) return $"{elements}[{from}]";
        string length = scope.Extent(FlatLayout.LengthOf(dimensions));
        if (!isTensor) return $"{elements}.Slice({from}, {length})";
        return $"{flat}.Slice({from}, {length}).WithShape(new {RuntimeApi.TensorShape}({string.Join(", ", dimensions.Select(d => scope.Extent(d.Axis!.Extent)))}))";
    }

    private static bool HasSpans(DirectionPass pass) => pass.IsVector || IsSequential(pass.Function);

    /// <summary>The private method of a pass: arguments, seeds, what comes out.</summary>
    private void WritePass(DirectionPass pass)
    {
        var scope = NewScope(pass.Function);
        foreach (var parameter in pass.Function.Parameters) scope.Names.Reserve(parameter.Name);
        string element = pass.IsVector ? LaneOperators.Vector : T;
        var seeds = pass.Seeds.Select(s => s.Kind switch
        {
            ParameterKind.Scalar => $"{element} {Names.Escape(s.Name)}",
            ParameterKind.Span => $"global::System.ReadOnlySpan<{element}> {Names.Escape(s.Name)}",
            _ => $"{RuntimeApi.Tensor}<{element}> {Names.Escape(s.Name)}",
        });
        var outputs = pass.Outputs.Select(o => o.Dimensions.Count == 0 ? $"out {element} {Names.Escape(o.Name)}"
            : $"{(HasSpans(pass) ? "global::System.Span" : RuntimeApi.Tensor)}<{element}> {Names.Escape(o.Name)}");

        Separate();
        _w.Line($"/// <summary>One {(pass.IsVector ? "block of directions" : "direction")}.</summary>");
        WriteGenericHeader(pass.Name.Substring(model.Name.Length), OriginalParameters().Concat(seeds).Concat(outputs).Append($"{RuntimeApi.Workspace}? {scope.Workspace}").ToList(), pass.IsVector, pass.Function);
        _w.Open();
        OpenWorkspace(pass.Function, scope);
        var checks = new EntryChecks(_w, scope);
        checks.Inputs(pass.Function);
        _hasSpanOutputs = HasSpans(pass);
        WriteBody(pass.Function, scope, checks, pass.Name, []);
        WriteResults(pass.Outputs, null, scope);
        _hasSpanOutputs = false;
        _w.Close();
    }
}
