namespace AutoDiff.Generator.Tests;

using System.Reflection;

public class SnapshotTests
{
    [Fact]
    public void EverySnapshot_BelongsToATest()
    {
        var tests = typeof(SnapshotTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(m => $"{t.Name}.{m.Name}")).ToHashSet();
        var orphans = Directory.GetFiles(Snapshots.Folder, "*.verified.*").Select(f => Path.GetFileName(f).Split(".verified.")[0].Split("_name=")[0])
            .Where(test => !tests.Contains(test));
        Assert.Empty(orphans);
    }
}
