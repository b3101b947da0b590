using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Emission;

/// <summary>Unique C# identifiers of one scope, and of blocks inside of it.</summary>
internal sealed class Names(params string[] taken)
{
    // What may not be declared here: names of this scope and of those around it, and names that closed blocks inside of it have used.
    private HashSet<string> _taken = new(taken, StringComparer.Ordinal);
    private readonly Stack<(HashSet<string> Outer, HashSet<string> Declared)> _blocks = new();
    private HashSet<string> _declared = new(taken, StringComparer.Ordinal);

    public void Reserve(string name)
    {
        _taken.Add(name);
        _declared.Add(name);
    }

    public bool IsTaken(string name) => _taken.Contains(name);

    /// <summary>Opens a block: names that only blocks beside it have used are free again.</summary>
    public void Enter()
    {
        _blocks.Push((_taken, _declared));
        _declared = new HashSet<string>(_declared, StringComparer.Ordinal);
        _taken = new HashSet<string>(_declared, StringComparer.Ordinal);
    }

    /// <summary>Closes the block; what stands around it may not declare its names.</summary>
    public void Leave()
    {
        var used = _taken;
        (_taken, _declared) = _blocks.Pop();
        _taken.UnionWith(used);
    }

    /// <summary>The stem, or the stem with the first free number from 2.</summary>
    public string Unique(string stem)
    {
        string name = stem;
        for (int i = 2; !_taken.Add(name); i++) name = stem + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _declared.Add(name);
        return name;
    }

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>An identifier with @ where it is a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
