using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

internal sealed partial class ForwardWriter
{
    /// <summary>What was saved by what was written so far.</summary>
    public IEnumerable<SavedValue> Report(SavedPlace arrays)
    {
        foreach (var storage in storages)
        {
            if (storage.Value is { } value)
                yield return new SavedValue(value.Name, value.Type, Count(_states[storage].Axes), arrays, value.Source);
            else
                foreach (var taped in storage.Homes.SelectMany(h => Storage.TapedIn(plan, h, storages)))
                    yield return new SavedValue(taped.Name, taped.Type, Count(taped.Axes), SavedPlace.Tape, taped.Source);
        }
        foreach (var copied in plan.Forward.Root.Needed.Where(v => renamed is null && plan.IsCopied(v)).OrderBy(v => v.Id))
            yield return new SavedValue(copied.Name, copied.Type, Count(copied.Axes), SavedPlace.Copy, copied.Source);
    }

    private static Extent Count(IEnumerable<Axis> axes) => axes.Aggregate(Extent.One, (product, a) => product * a.Extent);
}
