using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Emission;

/// <summary>Unique C# identifiers of one scope.</summary>
internal sealed class Names(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public void Reserve(string name) => _taken.Add(name);

    /// <summary>The stem, or the stem with the first free number from 2.</summary>
    public string Unique(string stem)
    {
        string name = stem;
        for (int i = 2; !_taken.Add(name); i++) name = stem + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>An identifier with @ where it is a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
