using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests;

/// <summary>Each invalid method gives exactly its diagnostics at exactly their places, and a valid method beside it is differentiated all the same.</summary>
public class InvalidMethodTests
{
    private const string Neighbor = """
        public static partial class Neighbor { [Differentiable] public static double Valid(double x) { double s = 0; for (int i = 0; i < 3; i++) s += x * x; return s; } }
        """;

    public static TheoryData<string> Methods => [.. InvalidMethods.All];

    [Fact]
    public void ThereAreAtLeastSixty() => Assert.True(InvalidMethods.All.Count >= 60, $"{InvalidMethods.All.Count}");

    [Theory]
    [MemberData(nameof(Methods))]
    public void AnInvalidMethod_GivesExactlyItsDiagnostics(string marked)
    {
        var (source, expected) = Parse(marked);
        var compilation = TestCompilation.Create(source + "\n" + Neighbor);
        Assert.Empty(TestCompilation.CompilerErrors(compilation));

        var reported = TestCompilation.Analyze(compilation).Where(d => d.Severity > DiagnosticSeverity.Info || d.Location.SourceSpan.Start < source.Length).Select(d => (d.Id, d.Location.SourceSpan.Start, Text: source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.Equal(expected, reported);

        var generated = Generation.Sources(compilation).Select(s => s.HintName).ToList();
        Assert.Contains("Neighbor.Valid.g.cs", generated);
        Assert.DoesNotContain(generated, name => name.Contains(".F.", StringComparison.Ordinal));
        Assert.DoesNotContain(Generation.Driver().RunGenerators(compilation).GetRunResult().Diagnostics, d => d.Severity == DiagnosticSeverity.Error || d.Id == "CS8785");
    }

    /// <summary>Takes the marks <c>{ADIFF012|</c> ... <c>|}</c> out of the text.</summary>
    private static (string Source, List<(string Id, int Start, string Text)> Expected) Parse(string marked)
    {
        var expected = new List<(string, int, string)>();
        for (int open = marked.IndexOf("{ADIFF", StringComparison.Ordinal); open >= 0; open = marked.IndexOf("{ADIFF", StringComparison.Ordinal))
        {
            string id = marked.Substring(open + 1, 8);
            marked = marked.Remove(open, 10);
            int close = marked.IndexOf("|}", open, StringComparison.Ordinal);
            marked = marked.Remove(close, 2);
            expected.Add((id, open, marked[open..close]));
        }
        return (marked, expected);
    }
}
