using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>First lines of a generated method: ranks, extents under their names, shapes, conditions on extents, indices.</summary>
internal sealed class EntryChecks(CodeWriter w, MethodScope scope)
{
    /// <summary>Declares the extents that the inputs define and checks every input against them.</summary>
    public void Inputs(Function function)
    {
        foreach (var parameter in function.Parameters)
        {
            if (IsTensor(parameter) && parameter.Owner is null) w.Line($"{RuntimeApi.ShapeCheck}.Rank({Literals.Text(parameter.Name)}, {Source(parameter)}.Shape, {Literals.Text(Text(parameter.Dimensions))});");
            foreach (var symbol in function.Symbols) Declare(symbol, parameter);
        }
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Owner is not null || parameter.Dimensions.Count == 0 || DefinesAll(function, parameter)) continue;
            if (IsTensor(parameter)) Extents(parameter.Name, Source(parameter), parameter.Dimensions);
            else w.Line($"{RuntimeApi.ShapeCheck}.Length({Literals.Text(parameter.Name)}, {Source(parameter)}.Length, {Literals.Text(Text(parameter.Dimensions))}, {Product(parameter.Dimensions)});");
        }
        Conditions(function);
    }

    public void Conditions(Function function)
    {
        foreach (var check in function.Checks)
            w.Line($"if (!({check.Expression})) throw new {RuntimeApi.ShapeMismatchException}({Literals.Text(check.Message)});");
    }

    /// <summary>Checks a destination or an upstream gradient.</summary>
    public void Extents(string name, string tensor, IReadOnlyList<Dimension> dimensions) =>
        w.Line($"{RuntimeApi.ShapeCheck}.Extents({Literals.Text(name)}, {tensor}.Shape, {Literals.Text(Text(dimensions))}{string.Concat(dimensions.Select(d => ", " + Extent(d)))});");

    /// <summary>Checks a destination that is a span.</summary>
    public void Length(string name, string span, IReadOnlyList<Dimension> dimensions) =>
        w.Line($"{RuntimeApi.ShapeCheck}.Length({Literals.Text(name)}, {span}.Length, {Literals.Text(Text(dimensions))}, {Product(dimensions)});");

    /// <summary>A destination must not be the memory of something that is read.</summary>
    public void NoOverlap(string name, string tensor, string other, string otherTensor) =>
        w.Line($"{RuntimeApi.ShapeCheck}.NoOverlap({Literals.Text(name)}, {tensor}, {Literals.Text(other)}, {otherTensor});");

    /// <summary>Memory that is written, a span or a tensor, must not be that of any of the others.</summary>
    public void NoOverlap(string name, string memory, IReadOnlyList<(string Name, string Memory)> others)
    {
        for (int first = 0; first < others.Count; first += MostCompared)
        {
            var some = others.Skip(first).Take(MostCompared).ToList();
            w.Line($"{RuntimeApi.ShapeCheck}.NoOverlap<{scope.RealType}>({Literals.Text(name)}, {memory}, {Literals.Text(string.Join(", ", some.Select(o => o.Name)))}, {string.Join(", ", some.Select(o => o.Memory))});");
        }
    }

    private const int MostCompared = 8;

    /// <summary>Spans move into memory that threads can share.</summary>
    public void CopySpans(Function function)
    {
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Kind is not (ParameterKind.Span or ParameterKind.IndexSpan)) continue;
            string copy = scope.Names.Unique(parameter.Name + "Copy");
            string type = parameter.Kind == ParameterKind.IndexSpan ? "int" : scope.RealType;
            w.Line($"var {copy} = {scope.Workspace}.Rent<{type}>({Product(parameter.Dimensions)});");
            w.Line($"{Source(parameter)}.CopyTo({copy}.Span);");
            scope.SetTensor(parameter.Name, copy);
        }
    }

    /// <summary>Indices must lie inside the axis they index.</summary>
    public void Indices(Function function)
    {
        var parameters = function.Parameters.ToDictionary(p => p.Value.Id);
        var views = new Scheduling.Views(function);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in function.Body)
        {
            // The runtime looks at the indices of a scatter itself; those of a strict one have to be known before.
            var (lookedUp, along, isStrict) = statement.Instruction switch
            {
                Gather g => (g.Indices, g.Along, g.IsStrict),
                ScatterAdd { IsStrict: true } s => (s.Indices, s.Along, true),
                _ => (null, null, false),
            };
            if (lookedUp is null || !parameters.TryGetValue(views.Root(lookedUp).Id, out var parameter)) continue;
            string check = $"{RuntimeApi.IndexCheck}.{(isStrict ? "Elements" : "InRange")}", extent = scope.Extent(along!.Extent);
            string name = scope.TensorName(new Scheduling.Buffer(parameter.Name, ElementType.Int, default, Scheduling.BufferKind.Input));
            string line = parameter.Value.Axes.Count == 0 && parameter.Kind == ParameterKind.Integer
                ? $"{check}([{parameter.Path}], {extent}, {Literals.Text(parameter.Name)});"
                : $"{check}({name}.Span, {extent}, {Literals.Text(parameter.Name)});";
            if (seen.Add(line)) w.Line(line);
        }
    }

    private void Declare(ExtentSymbol symbol, Parameter parameter)
    {
        if (symbol.Parameter != parameter.Name) return;
        if (symbol.Dimension is not { } dimension)
        {
            scope.SetSymbol(symbol.Symbol, parameter.Path);
            return;
        }
        string value = parameter.Kind is ParameterKind.Span or ParameterKind.IndexSpan ? $"{parameter.Path}.Length" : $"{Source(parameter)}.Shape[{dimension}]";
        string name = Names.Escape(scope.Names.Unique(symbol.Symbol));
        scope.SetSymbol(symbol.Symbol, name);
        w.Line($"int {name} = {value};");
    }

    private string Source(Parameter parameter) =>
        scope.TensorName(new Scheduling.Buffer(parameter.Name, ElementType.Real, default, Scheduling.BufferKind.Input));

    private static bool IsTensor(Parameter parameter) => parameter.Kind is ParameterKind.Tensor or ParameterKind.IndexTensor;

    private static bool DefinesAll(Function function, Parameter parameter)
    {
        for (int i = 0; i < parameter.Dimensions.Count; i++)
        {
            int dimension = i;
            if (!function.Symbols.Any(s => s.Parameter == parameter.Name && s.Dimension == dimension)) return false;
        }
        return true;
    }

    private string Extent(Dimension dimension) => dimension.Axis is { } axis ? scope.Extent(axis.Extent) : "1";

    private string Product(IReadOnlyList<Dimension> dimensions) =>
        scope.Extent(dimensions.Select(d => d.Axis).OfType<Axis>().Aggregate(Ir.Extent.One, (n, a) => n * a.Extent));

    private static string Text(IReadOnlyList<Dimension> dimensions) => "[" + string.Join(", ", dimensions) + "]";
}
