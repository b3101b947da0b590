using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests;

/// <summary>Generated members of [Model] classes, compiled and run.</summary>
public class ModelClassTests
{
    private const string Models = """
        #nullable enable
        [Model] public partial class Linear<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            [Parameter(Init = Initialization.HeNormal), Shape("Out", "In")] public partial Tensor<T> Weight { get; }
            [Parameter(Init = Initialization.Constant, Value = 0.5), Shape("Out")] public partial Tensor<T> Bias { get; }
            [Buffer(Init = Initialization.Ones), Shape("Out")] public partial Tensor<T> Range { get; }
        }
        [Model] internal sealed partial class Net<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            [Shape("H", "D")] public partial Linear<T> First { get; }
            [Parameter(Init = Initialization.GlorotUniform), Shape("2*H", "@class")] internal partial Tensor<T> Head { get; }
            public partial Linear<T> Last { get; }
        }
        public static class Program
        {
            public static string Run()
            {
                var net = Net<double>.Create(4, 3, 2, 5, 6);
                net.Initialize(7);
                var gradient = net.CreateGradient();
                var text = new System.Collections.Generic.List<string>();
                foreach (var p in net.EnumerateParameters()) text.Add($"{p.Name} {p.Shape} {p.Offset} {p.Init} {p.IsBuffer}");
                net.Head.Span.Fill(9);
                text.Add($"{net.Parameters.Length} {net.Buffers.Length} {net.Parameters[16]} {net.Last.Bias.Span[0]} {net.Last.Range.Span[0]} {net.Last.Out} {net.LastIn}");
                text.Add($"{gradient.Parameters.Length} {gradient.Parameters.ContainsAnyExcept(0.0)} {net.Parameters[0] != 0}");
                return string.Join("\n", text);
            }
        }
        """;

    [Fact]
    public void Parameters_LieInOneBufferInTheOrderOfDeclaration()
    {
        var compilation = TestCompilation.Create(Models.Replace("@class", "K", StringComparison.Ordinal));
        var updated = Generation.Run(compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Generation.AssertCompiles(updated);
        using var stream = new MemoryStream();
        Assert.True(updated.Emit(stream).Success);
        var program = System.Reflection.Assembly.Load(stream.ToArray()).GetType("Program")!;
        Assert.Equal("""
            First.Weight [4, 3] 0 HeNormal False
            First.Bias [4] 12 Constant False
            First.Range [4] 0 Ones True
            Head [8, 2] 16 GlorotUniform False
            Last.Weight [5, 6] 32 HeNormal False
            Last.Bias [5] 62 Constant False
            Last.Range [5] 4 Ones True
            67 9 9 0.5 1 5 6
            67 False True
            """, program.GetMethod("Run")!.Invoke(null, null));
    }
}
