using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>A destination of the method: its name there, and whether it is a tensor.</summary>
internal sealed record Destination(string Text, bool IsTensor);

/// <summary>Gives each web of array states its memory: an argument, the destination of a result, a part of another array, or scratch.</summary>
internal sealed class ArrayPlaces
{
    private readonly Webs _webs;
    private readonly Dictionary<int, ArrayPlace> _places = [];
    private readonly Dictionary<int, Read> _views = [];

    public ArrayPlaces(Function function, Webs webs, UseCounts uses, Func<Parameter, Destination> argument, Func<Result, Destination> destination)
    {
        _webs = webs;
        var all = Structure.All(function.Body).ToList();
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Value.Axes.Count == 0) continue;
            Add(parameter.Value, PlaceKind.Argument, parameter.Name, argument(parameter));
        }
        var exchanged = Exchanged(all);
        foreach (var result in function.Results)
        {
            int web = webs.Of(result.Value);
            bool inPlace = result.Dimensions.Count > 0 && result.SparseRowsOf is null && result.Written is null && !_places.ContainsKey(web) && !exchanged.Contains(web)
                && result.Dimensions.Select(d => d.Axis).OfType<Axis>().SequenceEqual(result.Value.Axes);
            if (inPlace) Add(result.Value, PlaceKind.Destination, result.Name, destination(result));
        }
        foreach (var statement in all)
        {
            foreach (var value in statement.Targets.Concat(statement.Instruction.Blocks.SelectMany(b => b.Parameters)))
            {
                if (value.Axes.Count == 0 || _places.ContainsKey(webs.Of(value))) continue;
                bool isView = statement.Instruction is Read read && !webs.IsMutable(webs.Of(value)) && !webs.ChangesDuring(read.Array, value);
                if (isView) _views[webs.Of(value)] = (Read)statement.Instruction;
                Add(value, isView ? PlaceKind.View : PlaceKind.Scratch, NameOf(webs, value, statement.Instruction), null);
            }
        }
        foreach (var statement in all)
            if (statement.Targets.Count != 1 || uses.Of(statement.Target) > 0) FindNeeds(statement);
        foreach (var result in function.Results)
            if (result.Value.Axes.Count > 0 && !result.Dimensions.Select(d => d.Axis).OfType<Axis>().SequenceEqual(result.Value.Axes)) Of(result.Value).NeedsTensor = true;
        // A view needs of its array what is needed of itself.
        foreach (var pair in _views.Reverse())
        {
            var (view, array) = (_places[pair.Key], Of(pair.Value.Array));
            array.NeedsTensor |= view.NeedsTensor;
            array.NeedsSpan |= view.NeedsSpan;
        }
        foreach (var place in _places.Values.Where(p => p.Kind is PlaceKind.Argument or PlaceKind.Destination && p.NeedsTensor && p.Tensor is null))
        {
            place.CallerSpan = place.Span;
            place.Span = null;
        }
    }

    /// <summary>All places, in the order of their first values.</summary>
    public IEnumerable<ArrayPlace> All => _places.Values;

    public ArrayPlace Of(Value value) => _places[_webs.Of(value)];

    public bool TryOf(Value value, out ArrayPlace place) => _places.TryGetValue(_webs.Of(value), out place);

    private void Add(Value value, PlaceKind kind, string name, Destination? given)
    {
        var place = new ArrayPlace(value, kind, name);
        if (given is not null && given.IsTensor) place.Tensor = given.Text;
        else place.Span = given?.Text;
        _places[_webs.Of(value)] = place;
    }

    /// <summary>Webs whose memories change places at the end of an iteration: they cannot be those of the caller.</summary>
    private HashSet<int> Exchanged(IEnumerable<Statement> all)
    {
        var exchanged = new HashSet<int>();
        foreach (var statement in all)
        {
            var slots = Structure.Slots(statement).Where(s => s.Last.Axes.Count > 0).ToList();
            var own = new HashSet<int>(slots.Select(s => _webs.Of(s.Last)));
            foreach (var slot in slots)
                if (!_webs.AreSame(slot.Next, slot.Last) && own.Contains(_webs.Of(slot.Next))) exchanged.UnionWith([_webs.Of(slot.Next), _webs.Of(slot.Last)]);
        }
        return exchanged;
    }

    private void FindNeeds(Statement statement)
    {
        switch (statement.Instruction)
        {
            case Read { Array: var array } when statement.Target.Axes.Count == 0: Of(array).NeedsSpan = true; break;
            case Read { Array: var array } when Of(statement.Target).Kind == PlaceKind.Scratch: Of(array).NeedsSpan = true; break;
            case Write write: Of(write.Array).NeedsSpan = Of(statement.Target).NeedsSpan = true; break;
            case AddAt add: Of(add.Array).NeedsSpan = Of(statement.Target).NeedsSpan = true; break;
            case CheckFinite:
                foreach (var value in statement.Instruction.Operands.Where(v => v.Axes.Count > 0)) Of(value).NeedsSpan = true;
                break;
            case TensorRun:
                foreach (var value in statement.Instruction.Operands.Concat(statement.Targets).Where(v => v.Axes.Count > 0)) Of(value).NeedsTensor = true;
                break;
            case Call:
                foreach (var passed in Structure.Passed(statement))
                {
                    foreach (var array in new[] { passed.Argument, passed.Target })
                    {
                        if (array is null || array.Axes.Count == 0) continue;
                        if (passed.Parameter.IsTensor) Of(array).NeedsTensor = true;
                        else Of(array).NeedsSpan = true;
                    }
                }
                break;
        }
    }

    private static string NameOf(Webs webs, Value value, Instruction instruction)
    {
        var names = webs.Members(webs.Of(value)).Where(m => m.Name.Length > 0).OrderBy(m => m.IsAdjoint).Select(m => m.Name);
        return names.FirstOrDefault() ?? (instruction is Read ? "part" : value.IsAdjoint ? "adjoint" : "array");
    }
}
