namespace AutoDiff.Generator.Tests.Differentiation.Regions;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;

/// <summary>Reverse mode of random functions with nested loops, branches and arrays, against differences.</summary>
public class RandomRegionGradientTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradient_IsDirectionalDifference(int part)
    {
        for (int seed = part * 100; seed < part * 100 + 100; seed++)
        {
            int steps = 4 + seed % 20;
            var function = seed % 2 == 0 ? RandomRegionPrograms.Scalar(seed, steps) : RandomRegionPrograms.Written(seed, steps);
            var joint = Verifier.Check(ReverseMode.Gradient(function));
            Laws.GradientIsDirectionalDifference(function, joint, RandomRegionPrograms.Extents, Laws.Arguments(function, RandomRegionPrograms.Extents, seed));
        }
    }
}
