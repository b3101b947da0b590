using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoDiff.Models.Tests;

/// <summary>Every derivative of the models is generated: their sources declare none.</summary>
public partial class NoHandWrittenDerivativesTests
{
    [Fact]
    public void Sources_DeclareNoBackwardPass() =>
        Assert.Empty(Sources().SelectMany(path => Declaration().Matches(File.ReadAllText(path)).Select(m => $"{Path.GetFileName(path)}: {m.Value}")));

    [Fact]
    public void EveryGenericTensorFunction_OfTheModelClassesIsAnnotated_OrNotDifferentiable()
    {
        // Functions that return floats and are not annotated would be gaps that nobody notices.
        string[] allowed = ["CausalMask"];
        var unannotated = new[] { typeof(Layers), typeof(Activations), typeof(Distributions), typeof(Normalization), typeof(Losses), typeof(Distances), typeof(RankingLosses), typeof(FakeQuantization), typeof(ExamplePrograms), typeof(ClusterLosses), typeof(DifferentiableScaling) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsGenericMethodDefinition && m.ReturnType != typeof(void) && m.GetCustomAttribute<DifferentiableAttribute>() is null && !m.Name.EndsWith("Gradient", StringComparison.Ordinal))
            .Select(m => m.Name).Except(allowed);
        Assert.Empty(unannotated);
    }

    private static IEnumerable<string> Sources()
    {
        string project = typeof(NoHandWrittenDerivativesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;
        string folder = Path.GetFullPath(Path.Combine(project, "..", "..", "src", "Models"));
        return Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(p => !Path.GetRelativePath(folder, p).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
    }

    // A member whose name ends as those of generated derivatives do.
    [GeneratedRegex(@"\b(public|internal|private|protected)\b[^;={}\n]*\b\w+(Backward|Gradient|Jvp|Hvp|Adjoint)\s*(<\w+>)?\(")]
    private static partial Regex Declaration();
}
