using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>The types that expressions of random programs have.</summary>
internal enum SourceType
{
    Real,
    Int,
    Truth,
}

/// <summary>An expression as C# with places $0, $1, ... for other expressions.</summary>
internal sealed partial record SourceExpression(SourceType Type, string Pattern, params SourceExpression[] Arguments)
{
    /// <summary>The expression as C#; with <paramref name="traced"/> each condition reports how it came out, so that two runs can be told apart.</summary>
    public string Text(bool traced)
    {
        string text = Fill(Pattern, Arguments, traced);
        return traced && Type == SourceType.Truth ? $"Path.Note({text})" : text;
    }

    /// <summary>A pattern with the texts of the arguments in their places.</summary>
    public static string Fill(string pattern, IReadOnlyList<SourceExpression> arguments, bool traced) =>
        Place().Replace(pattern, place => arguments[int.Parse(place.ValueSpan[1..], CultureInfo.InvariantCulture)].Text(traced));

    /// <summary>Simpler expressions of the same type.</summary>
    public IEnumerable<SourceExpression> Simpler()
    {
        string leaf = Type switch { SourceType.Real => "a", SourceType.Int => "0", _ => "true" };
        if (Pattern == leaf) yield break;
        yield return new SourceExpression(Type, leaf);
        foreach (var argument in Arguments.Where(a => a.Type == Type)) yield return argument;
        for (int i = 0; i < Arguments.Length; i++)
            foreach (var simpler in Arguments[i].Simpler())
                yield return this with { Arguments = [.. Arguments.Select((a, j) => j == i ? simpler : a)] };
    }

    [GeneratedRegex(@"\$\d")]
    private static partial Regex Place();
}
