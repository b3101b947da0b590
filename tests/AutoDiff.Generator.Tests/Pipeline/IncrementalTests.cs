using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Steps = AutoDiff.Generator.DifferentiableGenerator.Steps;

namespace AutoDiff.Generator.Tests;

/// <summary>What an edit recomputes, step by step.</summary>
public class IncrementalTests
{
    private const string Signature = """([Shape("N", "C")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>""";

    private const string First = $$"""
        public static partial class First
        {
            [Differentiable] public static T Energy<T>{{Signature}} => Sum(Square(x));
        }
        [Model] public partial class Layer { [Parameter, Shape("O", "I")] public partial Tensor<float> W { get; } }
        """;

    private const string Second = $$"""
        public static partial class Second
        {
            [Differentiable] public static T Entropy<T>{{Signature}} => -Sum(x * Log(x));
        }
        """;

    private static readonly string[] s_methodSteps = [Steps.Methods, Steps.MethodSources];

    [Fact]
    public void SameInput_RecomputesNothing() =>
        AssertReasons(c => c, [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], outputModified: false);

    [Fact]
    public void UnrelatedEditInAnotherFile_LeavesTheModelsUnchanged() =>
        AssertReasons(c => c.AddSyntaxTrees(Parse("class Unrelated;", "Other.cs")), [IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged], outputModified: false);

    [Fact]
    public void CommentBelowTheMethods_LeavesTheModelsUnchanged() =>
        AssertReasons(c => Edit(c, 0, First + "\n// a comment"), [IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged], outputModified: false);

    [Fact]
    public void CommentInsideAStatement_LeavesTheModelsUnchanged() =>
        AssertReasons(c => Edit(c, 0, First.Replace("=> Sum(", "=> /* squares */ Sum(", StringComparison.Ordinal)), [IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged], outputModified: false);

    [Fact]
    public void ChangedBody_ModifiesThatMethodAlone() =>
        AssertReasons(c => Edit(c, 0, First.Replace("Square", "Abs", StringComparison.Ordinal)), [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], outputModified: true);

    [Fact]
    public void AddedMethod_IsNewAndLeavesTheOthersUnchanged()
    {
        string added = Second.Replace("public static partial class Second\n{", $"public static partial class Second\n{{\n[Differentiable] public static T New<T>{Signature} => Mean(x);", StringComparison.Ordinal);
        var result = RunEdited(c => Edit(c, 1, added));
        Assert.Contains(IncrementalStepRunReason.New, Reasons(result, Steps.Methods).Concat(Reasons(result, Steps.MethodSources)));
        Assert.Equal(4, result.GeneratedSources.Length);
    }

    [Fact]
    public void RemovedMethod_RemovesItsOutput()
    {
        var result = RunEdited(c => Edit(c, 1, "class Empty;"));
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Removed], Reasons(result, Steps.Methods));
        Assert.Equal(["First.Energy.g.cs", "Layer.Model.g.cs"], result.GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ModelSteps_AreCachedToo()
    {
        var result = RunEdited(c => Edit(c, 0, First.Replace("Square", "Abs", StringComparison.Ordinal)));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, Steps.Models));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(result, Steps.ModelSources));
    }

    [Fact]
    public void NoStep_HoldsOnToTheCompilation()
    {
        var result = Generation.Driver().RunGenerators(Start()).GetRunResult().Results.Single();
        foreach (string step in new[] { Steps.Methods, Steps.MethodSources, Steps.Models, Steps.ModelSources })
            foreach (var (value, _) in result.TrackedSteps[step].SelectMany(s => s.Outputs))
                AssertNoRoslyn(value, step, []);
    }

    private static void AssertReasons(Func<CSharpCompilation, CSharpCompilation> edit, IncrementalStepRunReason[] expected, bool outputModified)
    {
        var result = RunEdited(edit);
        Assert.Equal(expected, Reasons(result, Steps.Methods));
        // A step after an unchanged one is not run at all.
        var after = expected.Select(r => r == IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : r);
        Assert.Equal(after, Reasons(result, Steps.MethodSources));
        var outputs = result.TrackedOutputSteps.SelectMany(o => o.Value).SelectMany(s => s.Outputs).Select(o => o.Reason).ToList();
        Assert.Equal(outputModified, outputs.Contains(IncrementalStepRunReason.Modified));
        Assert.All(outputs, reason => Assert.True(reason is IncrementalStepRunReason.Cached || outputModified));
    }

    private static GeneratorRunResult RunEdited(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var compilation = Start();
        return Generation.Driver().RunGenerators(compilation).RunGenerators(edit(compilation)).GetRunResult().Results.Single();
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static CSharpCompilation Start() => TestCompilation.Create(First, Second);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, path: path);

    private static CSharpCompilation Edit(CSharpCompilation compilation, int tree, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[tree], compilation.SyntaxTrees[tree].WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text)));

    private static void AssertNoRoslyn(object? node, string path, HashSet<object> seen)
    {
        if (node is null || node is string || node.GetType().IsPrimitive || node.GetType().IsEnum || !seen.Add(node)) return;
        Assert.False(node is Compilation or ISymbol or SyntaxNode or SyntaxTree or SemanticModel or IOperation or Location or SyntaxReference or AttributeData, $"{path} holds {node.GetType()}");
        if (node is IEnumerable items)
            foreach (object? item in items) AssertNoRoslyn(item, path + "[]", seen);
        for (var type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                AssertNoRoslyn(field.GetValue(node), $"{path}.{field.Name}", seen);
    }
}
