using System.Reflection;
using AutoDiff.Generator.Emission;

namespace AutoDiff.Generator.Tests;

public class RuntimeApiTests
{
    [Fact]
    public void EveryNameThatGeneratedCodeUses_ExistsInTheRuntime()
    {
        var known = typeof(Tensor<>).Assembly.GetExportedTypes().Select(t => "global::" + t.FullName!.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        var used = typeof(RuntimeApi).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)
            .Where(name => name.StartsWith(RuntimeApi.Root, StringComparison.Ordinal) && name.Length > RuntimeApi.Root.Length);
        Assert.DoesNotContain(used, name => !known.Contains(name));
    }
}
