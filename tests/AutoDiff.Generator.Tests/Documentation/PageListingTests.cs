using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>What README.md and CONTRIBUTING.md show is what the compiler does.</summary>
public class PageListingTests
{
    [Fact]
    public void TheContributingPage_ShowsLayerNormAsItIsCompiled()
    {
        string source = File.ReadAllText(Path.Combine(PageListings.Repository, "src", "Models", "Normalization", "Normalization.LayerNorm.cs"));
        var model = TestCompilation.BindModel(source, "LayerNorm");
        var normalized = Passes.Normalize(model.Function);
        var joint = ReverseMode.Gradient(normalized);
        var backward = Partition.Split(normalized, Passes.Optimize(joint)).Backward;

        var listings = PageListings.Blocks("CONTRIBUTING.md", "ir");
        var generated = PageListings.Blocks("CONTRIBUTING.md", "csharp generated");

        Function[] stages = [model.Function, joint, backward];
        Assert.Equal(stages.Length, listings.Count);
        for (int i = 0; i < stages.Length; i++) PageListings.AssertIsPartOf(listings[i], Printer.Print(stages[i]));
        Assert.NotEmpty(generated);
        string code = MethodCompiler.Compile(model);
        Assert.All(generated, block => PageListings.AssertIsPartOf(block, code));
    }

    [Fact]
    public void TheReadme_ShowsWhatItsExampleCompilesTo()
    {
        string example = PageListings.Blocks("README.md", "csharp")[0];
        string code = MethodCompiler.Compile(TestCompilation.BindModel(example));

        var generated = PageListings.Blocks("README.md", "csharp generated");

        Assert.NotEmpty(generated);
        Assert.All(generated, block => PageListings.AssertIsPartOf(block, code));
    }
}
