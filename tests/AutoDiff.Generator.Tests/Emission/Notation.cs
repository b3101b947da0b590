using System.Text.RegularExpressions;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>
/// Short text for annotated methods, one a line: <c>T Name: N,C x; C y; scale; N int k => expression ~ expression with the same derivative</c>.
/// Dimensions before a name make a tensor, none a number; <c>int</c>, <c>span</c>, <c>fixed</c> (no gradient) and <c>sparse</c> stand between.
/// The result is a tensor where no type is written.
/// </summary>
internal static partial class Notation
{
    private const string Constraint = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal));

    public static string NameOf(string line) => line.Split(':')[0].Trim().Split(' ')[^1];

    /// <summary>The annotated method, and a plain one with the suffix Surrogate where the derivative is not that of the value.</summary>
    public static string Method(string line)
    {
        string[] head = line.Split(':', 2);
        string[] body = head[1].Split("=>", 2);
        string name = NameOf(line), result = head[0].Trim()[..^name.Length].Trim();
        string parameters = string.Join(", ", body[0].Split(';').Select(p => Parameter(p.Trim())));
        string[] texts = body[1].Split(" ~ ");
        string Declare(string prefix, string suffix, string text) => $"{prefix}public static {(result.Length == 0 ? "Tensor<T>" : result)} {name}{suffix}<T>({parameters}) {Constraint} {Body(text.Trim())}\n";
        return Declare("[Differentiable] ", "", texts[0]) + (texts.Length > 1 ? Declare("", "Surrogate", texts[1]) : "");
    }

    private static string Body(string text) => text.Contains("return ", StringComparison.Ordinal) ? $"{{ {text} }}" : $"=> {text};";

    private static string Parameter(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        string name = words[^1];
        bool Has(string word) => words.Remove(word);
        string attributes = (Has("fixed") ? "[NoGradient] " : "") + (Has("sparse") ? "[SparseGradient] " : "");
        string element = Has("int") ? "int" : "T";
        bool span = Has("span");
        if (words.Count == 1) return $"{attributes}{element} {name}";
        string shape = string.Join(", ", words[0].Split(',').Select(d => $"\"{d}\""));
        return $"{attributes}[Shape({shape})] {(span ? "ReadOnlySpan" : "Tensor")}<{element}> {name}";
    }
}
