using System.Diagnostics;
using System.Text;
using AutoDiff.Generator.Binding;
using Xunit.Abstractions;

namespace AutoDiff.Generator.Tests;

/// <summary>Runs alone: the processor time of the process is its measure.</summary>
[CollectionDefinition(nameof(ColdStart), DisableParallelization = true)]
public class ColdStart;

/// <summary>How long a large project takes.</summary>
[Collection(nameof(ColdStart))]
public class ColdStartTests(ITestOutputHelper output)
{
    [Fact]
    public void FiveHundredMethods_BindInUnderASecond()
    {
        var warm = TestCompilation.Create(Source(3));
        foreach (var method in TestCompilation.Methods(warm)) Assert.NotNull(Binder.Bind(method, warm, null, CancellationToken.None));

        // The compilation itself has to parse and declare in any case.
        var compilation = TestCompilation.Create(Enumerable.Range(0, 20).Select(i => Source(25, i)).ToArray());
        var methods = TestCompilation.Methods(compilation).ToList();
        Assert.Equal(500, methods.Count);
        // Roslyn's analysis of the bodies comes first and is only printed. Processor time: other programs must not fail the test.
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var method in methods) Assert.NotNull(BodyCache.Of(compilation).Body(method, CancellationToken.None));
        var analysed = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var method in methods) Assert.NotNull(Binder.Bind(method, compilation, null, CancellationToken.None));
        var binding = Process.GetCurrentProcess().TotalProcessorTime - analysed;
        output.WriteLine($"500 methods: analysed by Roslyn in {(analysed - start).TotalMilliseconds:F0} ms, bound in {binding.TotalMilliseconds:F0} ms of processor time");
        Assert.InRange(binding.TotalSeconds, 0, 1);
    }

    private static string Source(int count, int file = 0)
    {
        var source = new StringBuilder($"public static partial class File{file}\n{{\n");
        for (int i = 0; i < count; i++)
            source.Append($$"""
                [Differentiable]
                public static Tensor<T> Layer{{i}}<T>([Shape("N", "D")] Tensor<T> x, [Shape("H", "D")] Tensor<T> w, [Shape("H")] Tensor<T> b, T epsilon)
                    where T : unmanaged, IBinaryFloatingPointIeee754<T>
                {
                    var hidden = MatMul(x, Transpose(w)) + b;
                    var centered = hidden - Mean(hidden, axis: 1, keepDims: true);
                    var variance = Mean(Square(centered), axis: 1, keepDims: true);
                    return Tanh(centered * ReciprocalSqrt(variance + epsilon)) * {{i + 1}};
                }

                """);
        return source.Append("}\n").ToString();
    }
}
