using System.Text.Json;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>A JSON object that remembers which members were read: a member that nothing reads is an error, not a detail.</summary>
public sealed class StrictObject
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private readonly string _where;

    public StrictObject(JsonElement element, string where)
    {
        _where = where;
        foreach (var member in element.EnumerateObject())
        {
            if (!_members.TryAdd(member.Name, member.Value)) throw new FormatException($"{where}: '{member.Name}' appears twice.");
            _unread.Add(member.Name);
        }
    }

    public JsonElement? Optional(string name)
    {
        _unread.Remove(name);
        return _members.TryGetValue(name, out var value) ? value : null;
    }

    public JsonElement Required(string name) => Optional(name) ?? throw new FormatException($"{_where}: no '{name}'.");

    public string Text(string name) => Required(name).GetString() ?? throw new FormatException($"{_where}: '{name}' is null.");

    public string? OptionalText(string name) => Optional(name)?.GetString();

    public void RefuseUnread()
    {
        if (_unread.Count > 0) throw new FormatException($"{_where}: unknown field '{string.Join("', '", _unread.Order(StringComparer.Ordinal))}'.");
    }
}
