using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoDiff.Gradients.Tests.Generated;

/// <summary>The model zoo has forward formulas only: every derivative in it was made by the compiler.</summary>
public partial class NoHandWrittenBackwardTests
{
    private static string Models { get; } = Path.GetFullPath(Path.Combine(typeof(NoHandWrittenBackwardTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "../../src/Models"));

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(Models, "*.cs", SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(Models, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [Fact]
    public void NoMethodOfTheModels_IsABackwardPass()
    {
        Assert.True(Sources.Count() > 20, $"{Models} does not hold the models.");
        var found = Sources.SelectMany(f => Declaration().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetRelativePath(Models, f)}: {m.Value.Trim()}"));
        Assert.Empty(found);
    }

    [Fact]
    public void NoDerivativeOfTheModels_IsDeclaredByHand() =>
        Assert.Empty(Sources.Where(f => File.ReadAllText(f).Contains("DerivativeOf", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Models, f)));

    /// <summary>The declaration of a method: a type, a name with one of the endings, type parameters, and an opening parenthesis.</summary>
    [GeneratedRegex(@"^\s*(?:\[[^\]]*\]\s*)*(?:(?:public|internal|private|protected|static|unsafe|override|virtual|sealed|partial)\s+)+[\w<>\[\],?.() ]+\s+\w*(?:Backward|Gradient|Vjp)\s*(?:<[^>]*>)?\(", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [Theory]
    [InlineData("    public static void ReluBackward<T>(Tensor<T> x)")]
    [InlineData("private static (T A, T B) LossGradient(T x)")]
    [InlineData("    internal Tensor<float> LinearVjp(Tensor<float> x)")]
    public void TheSearch_FindsBackwardPasses(string line) => Assert.Matches(Declaration(), line);

    [Theory]
    [InlineData("    model.LossGradient(x, targets, gradient);")]
    [InlineData("    var gradient = model.CreateGradientOf(x);")]
    [InlineData("    return Losses.MseGradient(x, y, dX);")]
    public void TheSearch_LeavesCallsAlone(string line) => Assert.DoesNotMatch(Declaration(), line);
}
