using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

// The memory of arrays: spans and tensors of the caller, scratch memory of the workspace.
internal sealed partial class RegionWriter
{
    private readonly HashSet<string> _definedSymbols = new(StringComparer.Ordinal);
    private HashSet<string>? _lateSymbols;

    /// <summary>Symbols whose numbers the function itself computes.</summary>
    private HashSet<string> LateSymbols =>
        _lateSymbols ??= new HashSet<string>(Structure.All(_function.Body).Select(s => s.Instruction).OfType<DefineExtent>().Select(d => d.Symbol), StringComparer.Ordinal);

    private void DeclareArguments()
    {
        foreach (var place in _places.All)
        {
            if (place.Kind is not (PlaceKind.Argument or PlaceKind.Destination)) continue;
            if (place.CallerSpan is { } span)
            {
                // Loop nests run on several threads, which cannot share a span.
                Rent(place, place.Name + "Tensor");
                if (place.Kind == PlaceKind.Argument) _w.Line($"{span}.CopyTo({place.Elements});");
            }
            else if (place.Span is { } path && path.Contains("."))
            {
                place.Span = UniqueName(place.Name);
                _w.Line($"var {place.Span} = {path};");
            }
            else if (place.Tensor is not null && place.NeedsSpan)
            {
                place.Span = UniqueName(place.Name + "Span");
                _w.Line($"var {place.Span} = {place.Tensor}.Span;");
            }
        }
    }

    /// <summary>Scratch memory of the arrays that a statement makes, outside of all loops.</summary>
    private void DeclareScratch(Statement statement)
    {
        foreach (var value in Block.DefinedIn([statement]))
        {
            if (value.Axes.Count == 0 || !_places.TryOf(value, out var place)) continue;
            if (place.Kind == PlaceKind.Scratch && place.Elements == ".Span" && IsUsed(value) && !SymbolsOf(value).Any(LateSymbols.Contains)) Rent(place, place.Name);
        }
    }

    private void Rent(ArrayPlace place, string stem)
    {
        _rents = true;
        string name = UniqueName(stem);
        if (place.Like.Type == ElementType.Bool)
        {
            place.Span = name;
            _w.Line($"var {name} = {_scope.Workspace}.RentFlags({Length(place.Like.Axes)});");
            return;
        }
        if (place.Like.Type == ElementType.Lanes)
        {
            place.Span = name;
            _w.Line($"var {name} = {RuntimeApi.Directions}.Rent<{LaneOperators.Vector}, {T}>({_scope.Workspace}, {Length(place.Like.Axes)});");
            return;
        }
        string type = place.Like.Type == ElementType.Int ? "int" : T;
        if (!place.NeedsTensor)
        {
            place.Span = name;
            _w.Line($"var {name} = {_scope.Workspace}.Rent<{type}>({Length(place.Like.Axes)}).Span;");
            return;
        }
        place.Tensor = name;
        _w.Line($"var {name} = {_scope.Workspace}.Rent<{type}>({string.Join(", ", place.Like.Axes.Select(a => _scope.Extent(a.Extent)))});");
        if (!place.NeedsSpan) return;
        place.Span = UniqueName(stem + "Span");
        _w.Line($"var {place.Span} = {name}.Span;");
    }

    private void WriteExtent(Value target, DefineExtent extent)
    {
        var number = Use(extent.Number);
        int web = _webs.Of(target);
        bool isName = number.Reads.Count == 0 && number.Code.Precedence == Precedence.Primary && !number.Code.Text.Contains("(");
        if (!isName)
        {
            string name = UniqueName(target.Name.Length > 0 ? target.Name : extent.Symbol);
            _w.Line($"int {name} = {number};");
            number = Expression.Of(name);
        }
        _variables[web] = number.Code.Text;
        _scope.SetSymbol(extent.Symbol, number.Code.Text);
        _definedSymbols.Add(extent.Symbol);
        foreach (var place in _places.All)
        {
            if (place.Kind != PlaceKind.Scratch || !SymbolsOf(place.Like).Contains(extent.Symbol) || !IsUsed(place.Like)) continue;
            if (SymbolsOf(place.Like).All(s => !LateSymbols.Contains(s) || _definedSymbols.Contains(s))) Rent(place, place.Name);
        }
    }

    private static IEnumerable<string> SymbolsOf(Value array) => array.Axes.SelectMany(a => a.Extent.Symbols);

    /// <summary>Arrays that were made elsewhere than where the caller wants them.</summary>
    private void DeliverArrays()
    {
        foreach (var result in _function.Results)
        {
            if (result.Dimensions.Count == 0) continue;
            if (result.SparseRowsOf is not null) throw new NotDifferentiableException($"The sparse gradient {result.Name} comes from a loop; remove the sparse marking.", null);
            if (result.Value.Axes.Count == 0)
            {
                string all = Text(_destination(result));
                var number = Use(result.Value);
                _w.Line(number.Code.Text == Literals.Real(0, T) ? $"{all}.Clear();" : $"{all}.Fill({number});");
                continue;
            }
            var place = _places.Of(result.Value);
            var parameter = result.Written is null ? null : _function.Parameters.First(p => p.Name == result.Written);
            bool isThere = parameter is null ? place.Kind == PlaceKind.Destination && place.Name == result.Name : _webs.AreSame(parameter.Value, result.Value);
            if (isThere)
            {
                if (place.CallerSpan is { } span) _w.Line($"{place.Elements}.CopyTo({span});");
            }
            else if (result.Dimensions.Select(d => d.Axis).OfType<Axis>().SequenceEqual(result.Value.Axes))
            {
                var target = parameter is null ? null : _places.Of(parameter.Value);
                _w.Line($"{place.Elements}.CopyTo({target?.CallerSpan ?? target?.Elements ?? Text(_destination(result))});");
            }
            else
            {
                WriteSpread(result, place);
            }
        }

        static string Text(Destination destination) => destination.IsTensor ? destination.Text + ".Span" : destination.Text;
    }
}
