using System.Globalization;
using System.Reflection;
using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests;

/// <summary>Every diagnostic: its place, its page, its row in the release table.</summary>
public class DiagnosticTests
{
    public static TheoryData<DiagnosticCase> Cases => new(DiagnosticCases.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Diagnostic_StandsAtItsPlace(DiagnosticCase @case)
    {
        int start = @case.Source.IndexOf("[|", StringComparison.Ordinal);
        int end = @case.Source.IndexOf("|]", start, StringComparison.Ordinal) - 2;
        string source = @case.Source.Remove(start, 2).Remove(end, 2);
        var compilation = TestCompilation.Create(source);

        var reported = TestCompilation.Analyze(compilation).Where(d => d.Id == @case.Id).ToList();

        var diagnostic = Assert.Single(reported);
        Assert.Equal(source[start..end], source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        Assert.Contains(@case.Message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        // What is refused is not compiled, what is only warned of is.
        bool generates = Generation.Sources(compilation).Any(s => s.HintName.Contains(".F.", StringComparison.Ordinal) || s.HintName.StartsWith("M.", StringComparison.Ordinal));
        Assert.Equal(diagnostic.Severity != DiagnosticSeverity.Error, generates);
    }

    [Fact]
    public void EveryDescriptor_HasATestCase()
    {
        // An internal error cannot be provoked from outside; InternalErrorTests makes one.
        var expected = Descriptors.All.Select(d => d.Id).Except(["ADIFF090"]);
        Assert.Equal(expected, DiagnosticCases.All.Select(c => c.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDescriptor_HasAPageThatItsLinkNames()
    {
        string folder = Path.Combine(Repository, "docs", "diagnostics");
        foreach (var descriptor in Descriptors.All)
        {
            Assert.EndsWith($"docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
            string page = File.ReadAllText(Path.Combine(folder, descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        }
        Assert.Equal(Descriptors.All.Select(d => d.Id + ".md"), Directory.GetFiles(folder, "ADIFF*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDescriptor_HasARowInTheReleaseTable()
    {
        string generator = Path.Combine(Repository, "src", "AutoDiff.Generator");
        string[] rows = [.. File.ReadAllLines(Path.Combine(generator, "AnalyzerReleases.Unshipped.md")), .. File.ReadAllLines(Path.Combine(generator, "AnalyzerReleases.Shipped.md"))];
        foreach (var descriptor in Descriptors.All)
            Assert.Contains($"{descriptor.Id} | AutoDiff | {descriptor.DefaultSeverity} | {descriptor.Title.ToString(CultureInfo.InvariantCulture)}", rows);
        Assert.Equal(Descriptors.All.Length, rows.Count(r => r.StartsWith("ADIFF", StringComparison.Ordinal)));
    }

    [Fact]
    public void AllRefusedStatements_AreReportedAtOnce()
    {
        var diagnostics = TestCompilation.Analyze(TestCompilation.Create(TestCompilation.InClass("""
            [Differentiable] static double F(double x)
            {
                double a = Math.BitIncrement(x);
                double b = a * x;
                try { b = 1; } finally { }
                return b * (int)x;
            }
            """)));
        Assert.Equal(["ADIFF014", "ADIFF013"], diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void OneRefusedMethod_DoesNotHideTheOthers()
    {
        var compilation = TestCompilation.Create(TestCompilation.InClass("""
            [Differentiable] static double Bad(double x) { while (true) { } }
            [Differentiable] static double Good(double x) => x * x;
            """));
        Assert.Equal(["Formulas.Good.g.cs"], Generation.Sources(compilation).Select(s => s.HintName));
    }

    private static string Repository => Path.GetFullPath(Path.Combine(
        typeof(DiagnosticTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", ".."));
}
