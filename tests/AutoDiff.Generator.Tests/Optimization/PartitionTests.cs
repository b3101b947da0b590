namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;
using static AutoDiff.Generator.Tests.Snapshots;

public class PartitionTests
{
    private static readonly Axis N = Examples.N, C = Examples.C;
    private static readonly Dictionary<string, int> Extents = new() { ["N"] = 4, ["C"] = 3 };

    [Fact]
    public async Task BatchNorm_SavesOnlyItsStatistics()
    {
        var (forward, backward) = Split(Examples.BatchNorm);
        Assert.All(forward.Results.Skip(1), r => Assert.Equal([C], r.Value.Axes));
        Assert.Equal(3, forward.Results.Count);
        await Verify(Printer.Print(forward) + "\n" + Printer.Print(backward));
    }

    [Fact]
    public void Sigmoid_SavesNothing_BecauseItsResultIsEnough() => SavesNothing(Sigmoid);

    [Fact]
    public void Tanh_SavesNothing_BecauseItsResultIsEnough() => SavesNothing(Tanh);

    [Fact]
    public void Square_SavesNothing_BecauseItsInputIsEnough() => SavesNothing(Square);

    [Fact]
    public void Softmax_SavesAtMostARow()
    {
        var f = new FunctionBuilder("Softmax");
        f.Result("y", f.Builder.Emit(new Softmax(f.Input("x", N, C), EquatableArray.Of(C), Log: false)), N, C);
        var (forward, _) = Split(f.Build());
        Assert.All(forward.Results.Skip(1), r => Assert.True(r.Value.Axes.Count <= 1));
    }

    [Fact]
    public void Relu_OfASum_TestsItsResult()
    {
        var f = new FunctionBuilder("Relu");
        var sum = f.Map(Add, f.Input("x", N, C), f.Input("b", C));
        f.Result("y", f.Map(Maximum, sum, f.Builder.Real(0)), N, C);
        var (forward, backward) = Split(f.Build());
        Assert.Single(forward.Results);
        Assert.Equal(["y", "dY"], backward.Parameters.Select(p => p.Name));
    }

    private static void SavesNothing(Operator op)
    {
        var f = new FunctionBuilder("Activation");
        f.Result("y", f.Map(op, f.Input("x", N, C)), N, C);
        var (forward, backward) = Split(f.Build());
        Assert.Single(forward.Results);
        Assert.Equal(2, backward.Parameters.Count);
    }

    /// <summary>Splits, and checks that forward then backward computes what the joint function does.</summary>
    private static (Function Forward, Function Backward) Split(Function function)
    {
        var normalized = Passes.Normalize(function);
        var joint = Passes.Optimize(ReverseMode.Gradient(normalized));
        var (forward, backward) = Partition.Split(normalized, joint);
        PartitionLaw.Holds(joint, forward, backward, Extents, 5);
        return (forward, backward);
    }
}
