using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>The page of behaviours names tests that exist, and every test of the small cases and laws is on it.</summary>
public partial class BehaviourPageTests
{
    private static string[] Listed { get; } = [.. TestName().Matches(File.ReadAllText(Path.Combine(
        typeof(BehaviourPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!,
        "..", "..", "docs", "behaviours", "kmeans.md"))).Select(m => m.Groups[1].Value)];

    private static IEnumerable<string> TestsOf(params Type[] classes) => classes
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => $"{m.DeclaringType!.Name}.{m.Name}");

    [Fact]
    public void EveryListedTestExists()
    {
        Assert.True(Listed.Length > 40);
        Assert.Empty(Listed.Except(TestsOf([.. typeof(BehaviourPageTests).Assembly.GetTypes().Where(t => t.Namespace == typeof(BehaviourPageTests).Namespace)])));
    }

    [Fact]
    public void EveryCaseAndLawIsListed() =>
        Assert.Empty(TestsOf(typeof(KMeansBehaviourTests), typeof(KMeansLawTests), typeof(KMeansMemoryTests)).Except(Listed));

    [GeneratedRegex("`(\\w+Tests\\.\\w+)`")]
    private static partial Regex TestName();
}
