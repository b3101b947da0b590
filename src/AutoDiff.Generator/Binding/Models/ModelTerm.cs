using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>An object of a model class: the leaves that its properties are, and the extents that its shapes name.</summary>
internal sealed class ModelTerm(Dictionary<string, Extent> extents) : Term
{
    private readonly Dictionary<string, Term> _members = new(StringComparer.Ordinal);

    public Dictionary<string, Extent> Extents => extents;

    public void Add(string name, Term member) => _members[name] = member;

    public Term? Member(string name) => _members.TryGetValue(name, out var term) ? term : null;
}
