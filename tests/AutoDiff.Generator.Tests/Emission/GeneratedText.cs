using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>The source and all that is generated for it, as one text to read.</summary>
internal static class GeneratedText
{
    public static string Of(string source)
    {
        var compilation = TestCompilation.Create(source);
        Assert.Empty(TestCompilation.CompilerErrors(compilation));
        var updated = Generation.Run(compilation, out var diagnostics);
        Assert.True(diagnostics.IsEmpty, string.Join("\n", diagnostics));
        Generation.AssertCompiles(updated);
        var files = Generation.Sources(compilation).OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => $"\n// {s.HintName}\n{s.SourceText}");
        string header = string.Concat(source.TrimEnd().Split('\n').Select(line => $"// {line}\n"));
        // The version of the generator changes with each release.
        return (header + string.Concat(files)).Replace($"\"{typeof(DifferentiableGenerator).Assembly.GetName().Version}\"", "\"{version}\"", StringComparison.Ordinal);
    }
}
