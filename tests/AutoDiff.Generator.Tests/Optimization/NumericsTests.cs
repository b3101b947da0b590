namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

public class NumericsTests
{
    [Fact]
    public void BatchNorm_OfDataWithALargeOffset_LosesNoMoreDigitsThanTheDataHave()
    {
        var extents = new Dictionary<string, int> { ["N"] = 16, ["C"] = 2 };
        var optimized = Passes.Optimize(ReverseMode.Gradient(Passes.Normalize(Examples.BatchNorm)));
        var centered = Laws.Arguments(optimized, extents, 1);
        centered["epsilon"].Data[0] = 1e-5;
        // Multiples of 2^-10 stay exact under an offset of 2^30, so that both gradients are of the same data.
        foreach (ref double x in centered["x"].Data.AsSpan()) x = Math.Round(x * 1024) / 1024;
        var offset = centered.ToDictionary(a => a.Key, a => a.Value.Copy());
        foreach (ref double x in offset["x"].Data.AsSpan()) x += 1L << 30;

        var (expected, actual) = (Interpreter.Run(optimized, extents, centered), Interpreter.Run(optimized, extents, offset));
        foreach (string gradient in new[] { "dX", "dGamma", "dBeta" })
            for (int i = 0; i < expected[gradient].Data.Length; i++)
                Assert.Equal(expected[gradient].Data[i], actual[gradient].Data[i], 1e-6);
    }
}
