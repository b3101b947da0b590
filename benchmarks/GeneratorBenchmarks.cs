using AutoDiff.Generator;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Benchmarks;

/// <summary>The generator on a project of 500 differentiable methods: from nothing, and after an edit that concerns none of them.</summary>
public class GeneratorBenchmarks
{
    private const int Methods = 500;

    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _finished = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(Tensor<>).Assembly.Location).Distinct(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create("Measured", [Parse(ManyMethods.Source(Methods), "Methods.cs"), Parse("class Unrelated;", "Unrelated.cs")],
            references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _edited = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[1], Parse("class Unrelated { int x; }", "Unrelated.cs"));
        _finished = Driver().RunGenerators(_compilation);
        int files = _finished.GetRunResult().GeneratedTrees.Length;
        if (files != Methods) throw new InvalidOperationException($"{files} files were generated for {Methods} methods.");
    }

    [Benchmark]
    public GeneratorDriver FromNothing() => Driver().RunGenerators(_compilation);

    [Benchmark]
    public GeneratorDriver AfterAnUnrelatedEdit() => _finished.RunGenerators(_edited);

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new DifferentiableGenerator());

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, path: path);
}
