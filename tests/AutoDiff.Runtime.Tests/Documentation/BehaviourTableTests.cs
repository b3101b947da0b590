using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoDiff.Runtime.Tests.Documentation;

/// <summary>The tables of docs/behaviours name tests of this project.</summary>
public partial class BehaviourTableTests
{
    [Theory]
    [InlineData("scaling.md")]
    [InlineData("ranking.md")]
    [InlineData("optimizers.md")]
    public void EveryTestThatATableNames_Exists(string file)
    {
        var tests = typeof(BehaviourTableTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => $"{t.Name}.{m.Name}")).ToHashSet();
        string[] named = [.. TestName().Matches(File.ReadAllText(Path.Combine(Folder(), file))).Select(m => m.Groups[1].Value)];
        Assert.True(named.Length > 20);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [GeneratedRegex("`([A-Za-z]+Tests\\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    private static string Folder() => Path.Combine(
        typeof(BehaviourTableTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", "..", "docs", "behaviours");
}
