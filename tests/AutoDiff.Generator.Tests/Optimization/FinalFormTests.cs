namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Tests.Snapshots;

/// <summary>The text of a few functions after all passes: what scheduling gets to see.</summary>
public class FinalFormTests
{
    private static readonly Dictionary<string, int> Extents = new() { ["N"] = 4, ["C"] = 3 };

    [Fact]
    public Task BatchNorm() => VerifyJoint(Examples.BatchNorm);

    [Fact]
    public Task BatchNormWithDivision() => VerifyJoint(Examples.Normalization("BatchNorm", Examples.N, divide: true));

    [Fact]
    public Task LayerNorm() => VerifyJoint(Examples.LayerNorm);

    [Fact]
    public Task CrossEntropy() => VerifyJoint(Examples.CrossEntropy);

    [Fact]
    public Task CrossEntropyByLogSoftmax() => VerifyJoint(Examples.CrossEntropyByLogSoftmax);

    private static async Task VerifyJoint(Function function, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var joint = ReverseMode.Gradient(Passes.Normalize(function));
        var optimized = Passes.Optimize(joint);
        var arguments = Laws.Arguments(joint, Extents, 1);
        arguments["epsilon"] = new NamedArray([], _ => 0) { Data = { [0] = 1e-3 } };
        Laws.GradientIsFiniteDifference(function, joint, Extents, arguments);
        Laws.SameResults(joint, optimized, Extents, arguments);
        await Verify(Printer.Print(optimized), test: test);
    }
}
