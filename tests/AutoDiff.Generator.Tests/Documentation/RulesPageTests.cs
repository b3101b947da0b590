using System.Reflection;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>docs/rules.md has one row for each primitive, and none for anything else.</summary>
public class RulesPageTests
{
    /// <summary>Name and adjoint of each row.</summary>
    private static readonly (string Name, string Adjoint)[] s_rows = [.. File.ReadLines(PathOfPage)
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => (cells[1].Trim('`'), cells[2]))];

    private static string PathOfPage => Path.Combine(
        typeof(RulesPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", "..", "docs", "rules.md");

    [Fact]
    public void EveryPrimitive_HasOneRow()
    {
        var operators = Enum.GetNames<Operator>();
        var reductions = Enum.GetNames<ReduceKind>().Select(kind => "Reduce " + kind);
        var instructions = typeof(Instruction).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Instruction)) && t.Namespace == typeof(Instruction).Namespace).Select(t => t.Name);
        Assert.Equal(operators.Concat(reductions).Concat(instructions).Order(StringComparer.Ordinal), s_rows.Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheRowOfAnOperator_NamesAnAdjointForEachOperandThatHasADerivative() => Assert.All(Enum.GetValues<Operator>(), op =>
    {
        string adjoint = s_rows.Single(r => r.Name == op.ToString()).Adjoint;
        int derivatives = DerivativeRules.Of(op).Count(partial => partial is not null);
        Assert.Equal(derivatives, System.Text.RegularExpressions.Regex.Count(adjoint, @"\bd\w+ = "));
        Assert.Equal(derivatives == 0, adjoint == "0");
    });
}
