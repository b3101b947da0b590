using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>Numbers and arrays end to end: where each begins, in the order of the method.</summary>
internal sealed class FlatLayout
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, (Extent Start, EquatableArray<Dimension> Dimensions)> _parts = new(StringComparer.Ordinal);

    /// <param name="name">The local variable for the number of elements.</param>
    /// <param name="parts">In order.</param>
    public FlatLayout(string name, IEnumerable<(string Name, EquatableArray<Dimension> Dimensions)> parts)
    {
        Name = name;
        foreach (var (part, dimensions) in parts)
        {
            _names.Add(part);
            _parts.Add(part, (Length, dimensions));
            Length += LengthOf(dimensions);
        }
    }

    /// <summary>The local variable for the number of elements.</summary>
    public string Name { get; }

    /// <summary>The number of all elements.</summary>
    public Extent Length { get; private set; } = Extent.Zero;

    /// <summary>Where a part begins.</summary>
    public Extent StartOf(string name) => _parts[name].Start;

    public Extent StartAt(int position) => StartOf(_names[position]);

    public bool Has(string name) => _parts.ContainsKey(name);

    public static Extent LengthOf(EquatableArray<Dimension> dimensions) => dimensions.Select(d => d.Axis).OfType<Axis>().Aggregate(Extent.One, (n, a) => n * a.Extent);
}
