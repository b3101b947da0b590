using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

// Array states: reads and writes of elements and parts of spans.
internal sealed partial class RegionWriter
{
    private void WriteRead(Value target, Read read)
    {
        if (target.Axes.Count == 0)
        {
            Define(target, Element(read.Array, read.Indices));
            return;
        }
        var (place, array) = (_places.Of(target), _places.Of(read.Array));
        if (place.Kind == PlaceKind.View)
        {
            FlushNamesOf(read.Indices);
            string name = UniqueName(place.Name);
            if (place.NeedsTensor)
            {
                place.Tensor = name;
                _w.Line($"var {name} = {array.Tensor}{string.Concat(read.Indices.Select(i => $".Row({Use(i)})"))};");
                if (!place.NeedsSpan) return;
                place.Span = UniqueName(place.Name + "Span");
                _w.Line($"var {place.Span} = {name}.Span;");
                return;
            }
            place.Span = name;
            _w.Line($"var {name} = {Part(read.Array, read.Indices).Code};");
            return;
        }
        var part = Part(read.Array, read.Indices);
        FlushReadersOf([_webs.Of(target)]);
        _w.Line($"{part}.CopyTo({place.Elements});");
    }

    private void WriteWrite(Value target, Write write)
    {
        if (!_webs.AreSame(write.Array, target)) WriteCopy(write.Array, target);
        var place = write.Element.Axes.Count == 0 ? Element(target, write.Indices) : Part(target, write.Indices);
        if (write.Element.Axes.Count > 0)
        {
            FlushReadersOf([_webs.Of(target)]);
            Comment(target);
            _w.Line($"{_places.Of(write.Element).Elements}.CopyTo({place});");
            return;
        }
        var element = Use(write.Element);
        FlushReadersOf([_webs.Of(target)]);
        Comment(target);
        _w.Line(element.AssignedTo(place.Code.Text));
    }

    private void WriteAddAt(Value target, AddAt add)
    {
        if (!_webs.AreSame(add.Array, target)) WriteCopy(add.Array, target);
        var place = add.Addend.Axes.Count == 0 ? Element(target, add.Indices) : Part(target, add.Indices);
        if (add.Addend.Axes.Count > 0)
        {
            FlushReadersOf([_webs.Of(target)]);
            Comment(target);
            _w.Line($"{RuntimeApi.Accumulation}.Add<{T}>({_places.Of(add.Addend).Elements}, {place});");
            return;
        }
        var addend = Use(add.Addend);
        FlushReadersOf([_webs.Of(target)]);
        Comment(target);
        _w.Line(addend.AddedTo(place.Code.Text));
    }

    private void WriteZeros(Value target, Zeros zeros)
    {
        if (zeros.IsOverwritten) return;
        FlushReadersOf([_webs.Of(target)]);
        _w.Line($"{_places.Of(target).Elements}.Clear();");
    }

    private void WriteCopy(Value source, Value target)
    {
        if (_webs.AreSame(source, target)) return;
        FlushReadersOf([_webs.Of(target)]);
        _w.Line($"{_places.Of(source).Elements}.CopyTo({_places.Of(target).Elements});");
    }

    /// <summary>A ring of arrays whose memories change places: only their spans and tensors move.</summary>
    private void Rotate(List<(Value Target, Value Source)> moves)
    {
        while (moves.Count > 0)
        {
            var ring = new List<ArrayPlace> { _places.Of(moves[0].Target) };
            for (var source = moves[0].Source; !_webs.AreSame(source, moves[0].Target);)
            {
                ring.Add(_places.Of(source));
                source = moves.First(m => _webs.AreSame(m.Target, source)).Source;
            }
            if (ring.Any(p => p.Kind != PlaceKind.Scratch)) throw new NotDifferentiableException($"The array {ring[0].Name} of the caller changes places with another one; copy it into an array of the method first.", null);
            FlushReadersOf(ring.Select(p => _webs.Of(p.Like)).ToList());
            if (ring[0].Tensor is not null || ring[1].Tensor is not null) Rotate(ring.Select(p => p.Tensor!).ToList());
            if (ring[0].Span is not null || ring[1].Span is not null) Rotate(ring.Select(p => p.Span!).ToList());
            moves.RemoveAll(m => ring.Contains(_places.Of(m.Target)));
        }
    }

    private void Rotate(List<string> variables)
    {
        string held = UniqueName("last" + Names.Pascal(variables[0].TrimStart('@')));
        _w.Line($"var {held} = {variables[0]};");
        for (int i = 0; i < variables.Count; i++) _w.Line($"{variables[i]} = {(i + 1 < variables.Count ? variables[i + 1] : held)};");
    }

    private Expression Element(Value array, EquatableArray<Value> indices)
    {
        var (position, reads) = Position(array, indices);
        return new Expression(Code.Primary($"{_places.Of(array).Elements}[{position}]"), reads);
    }

    /// <summary>The part of the array that the leading indices select, as a span.</summary>
    private Expression Part(Value array, EquatableArray<Value> indices)
    {
        var (position, reads) = Position(array, indices);
        var length = Length(array.Axes.Skip(indices.Count));
        var start = Code.Binary(position, "*", length, Precedence.Multiplicative);
        return new Expression(Code.Primary($"{_places.Of(array).Elements}.Slice({start}, {length})"), reads);
    }

    /// <summary>
    /// The row-major position. The span itself checks the position; that an index does not run over into the next row is checked where it is not known.
    /// </summary>
    private (Code Position, IReadOnlyCollection<int> Reads) Position(Value array, EquatableArray<Value> indices)
    {
        var reads = new HashSet<int> { _webs.Of(array) };
        Code? position = null;
        for (int i = 0; i < indices.Count; i++)
        {
            var index = Use(indices[i]);
            reads.UnionWith(index.Reads);
            var extent = array.Axes[i].Extent;
            var code = array.Axes.Count == 1 || _ranges.IsInside(indices[i], extent) ? index.Code
                : Code.Call(RuntimeApi.IndexCheck + ".At", index.Code, ExtentText.Print(extent, _scope.SymbolName));
            position = position is not { } outer ? code
                : Code.Binary(Code.Binary(outer, "*", ExtentText.Print(extent, _scope.SymbolName), Precedence.Multiplicative), "+", code, Precedence.Additive);
        }
        return (position!.Value, reads);
    }

    private Code Length(IEnumerable<Axis> axes) => ExtentText.Print(axes.Aggregate(Extent.One, (n, a) => n * a.Extent), _scope.SymbolName);

    private string UniqueName(string stem) => Names.Escape(_scope.Names.Unique(Names.Camel(stem)));

    /// <summary>Integers that are written several times get a name.</summary>
    private void FlushNamesOf(IEnumerable<Value> values)
    {
        var ids = new HashSet<int>(values.Select(v => v.Id));
        Flush(p => ids.Contains(p.Target.Id) && p.Expression.Code.Precedence != Precedence.Primary);
    }
}
