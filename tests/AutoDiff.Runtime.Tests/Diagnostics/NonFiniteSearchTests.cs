using AutoDiff.Diagnostics;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class NonFiniteSearchTests
{
    [Fact]
    public void AHealthyModel_HasNothing_AndKeepsItsNumbers()
    {
        var stack = new ReluStack();
        double buffer = stack.Buffers[0];
        var report = NonFiniteSearch.Run(stack);
        Assert.Null(report.First);
        Assert.Equal(buffer, stack.Buffers[0]);
    }

    [Fact]
    public void ANaNInLayerTwo_IsTracedToItsWeight()
    {
        var stack = new ReluStack();
        stack.Tensor("W2")[5 * ReluStack.Hidden + 3] = double.NaN;
        var report = NonFiniteSearch.Run(stack, batch: 1);
        Assert.Equal((NonFinitePlace.Parameter, "W2", 5 * ReluStack.Hidden + 3), (report.First!.Place, report.First.Name, report.First.Element));
        Assert.Contains("W2, element 83, is NaN", report.First.ToString(), StringComparison.Ordinal);
        // Unit 5 is the first of layer 2 that it reaches; layer 1 stays finite.
        Assert.Equal(("layer2", 5), (report.Output!.Name, report.Output.Element));
        Assert.NotNull(report.Loss);
        Assert.Equal("logits", report.OutputGradient!.Name);
    }

    [Fact]
    public void AnOverflowInTheForwardPass_IsTracedToItsLayer()
    {
        var stack = new ReluStack();
        stack.Tensor("B1").Fill(1e200);
        stack.Tensor("W2").Fill(1e200);
        var report = NonFiniteSearch.Run(stack);
        Assert.Null(report.Parameter);
        Assert.Equal((NonFinitePlace.Output, "layer2", double.PositiveInfinity), (report.First!.Place, report.First.Name, report.First.Value));
    }

    [Fact]
    public void ABufferIsLookedAt()
    {
        var stack = new ReluStack();
        stack.Buffers[0] = double.NegativeInfinity;
        Assert.Equal((NonFinitePlace.Buffer, "Mean"), (NonFiniteSearch.Run(stack).First!.Place, NonFiniteSearch.Run(stack).First!.Name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Bisection_FindsTheFirstBrokenLayer_InLogarithmicallyManyLooks(int layers)
    {
        for (int broken = 0; broken <= layers; broken++)
        {
            int looks = 0;
            int found = NonFiniteSearch.Bisect(layers, layer =>
            {
                looks++;
                return layer < broken;
            });
            Assert.Equal(broken == layers ? -1 : broken, found);
            Assert.InRange(looks, 1, 2 + Math.Log2(layers));
        }
    }

    [Fact]
    public void NoLayers_AreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => NonFiniteSearch.Bisect(0, _ => true));
}
