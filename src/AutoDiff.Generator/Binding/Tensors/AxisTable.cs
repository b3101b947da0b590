using System.Text;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// The axes of a function. Equal extents share their axis, so that what the user calls N lines up everywhere; a value that has the same
/// extent twice (a square matrix) has the second axis of that extent there, and so on.
/// </summary>
internal sealed class AxisTable
{
    private readonly Dictionary<Extent, List<Axis>> _axes = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the user calls an extent that is a quotient or product.</summary>
    public Dictionary<Extent, string> UserNames { get; } = [];

    /// <summary>The first axis of this extent that is not taken.</summary>
    public Axis Of(Extent extent, ICollection<Axis> taken)
    {
        if (!_axes.TryGetValue(extent, out var list)) _axes.Add(extent, list = []);
        foreach (var axis in list)
            if (!taken.Contains(axis)) return axis;
        var added = new Axis(UniqueName(UserNames.TryGetValue(extent, out string? name) ? name : NameOf(extent)), extent);
        list.Add(added);
        return added;
    }

    /// <summary>A dimension of this extent; an extent of one is a unit dimension.</summary>
    public Dimension Dimension(Extent extent, ICollection<Axis> taken) => extent.IsOne ? Ir.Dimension.Unit : new Dimension(Of(extent, taken));

    /// <summary>A shape whose axes differ from each other.</summary>
    public Dimension[] Shape(IReadOnlyList<Extent> extents)
    {
        var taken = new List<Axis>(extents.Count);
        var shape = new Dimension[extents.Count];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = Dimension(extents[i], taken);
            if (shape[i].Axis is { } axis) taken.Add(axis);
        }
        return shape;
    }

    /// <summary>Letters and digits of the extent: N, GK for G * K, D3 for the number 3.</summary>
    private static string NameOf(Extent extent)
    {
        var name = new StringBuilder();
        foreach (char c in extent.ToString())
            if (SyntaxFacts.IsIdentifierPartCharacter(c)) name.Append(c);
        if (name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0])) name.Insert(0, 'D');
        return name.ToString();
    }

    private string UniqueName(string wanted)
    {
        // The lower-cased name is a loop counter: In and Out would be keywords.
        string lower = wanted.ToLowerInvariant();
        if (SyntaxFacts.GetKeywordKind(lower) != SyntaxKind.None) wanted += "Axis";
        string name = wanted;
        for (int i = 2; !_names.Add(name); i++) name = char.IsDigit(wanted[wanted.Length - 1]) ? $"{wanted}_{i}" : $"{wanted}{i}";
        return name;
    }
}
