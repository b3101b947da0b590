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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Checkpoints_ChangeNoBit(int part)
    {
        for (int seed = part * 50; seed < part * 50 + 50; seed++)
        {
            var function = RandomRegionPrograms.Scalar(seed, 4 + seed % 20);
            var arguments = Laws.Arguments(function, RandomRegionPrograms.Extents, seed);
            var plain = Interpreter.Run(ReverseMode.Gradient(function), RandomRegionPrograms.Extents, arguments);
            var segmented = Interpreter.Run(ReverseMode.Gradient(function with { Body = WithCheckpoints(function.Body) }), RandomRegionPrograms.Extents, arguments);
            Assert.All(plain, result => Assert.Equal(result.Value.Data, segmented[result.Key].Data));
        }
    }

    private static EquatableArray<Statement> WithCheckpoints(EquatableArray<Statement> body) => body.Select(s => s with
    {
        Instruction = (s.Instruction is For f ? f with { Checkpoint = true } : s.Instruction).WithBlocks(s.Instruction.Blocks.Select(b => b with { Body = WithCheckpoints(b.Body) }).ToList()),
    }).ToEquatable();
}
