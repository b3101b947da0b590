namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

/// <summary>Random programs: each pass alone keeps what the program computes, and gradients are what differences say.</summary>
public class RandomProgramTests
{
    private static readonly Dictionary<string, int> Extents = RandomPrograms.Extents;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 20)];

    private static IEnumerable<int> Programs(int block) => Enumerable.Range(block * 20, 20);

    [Theory, MemberData(nameof(Seeds))]
    public void EachPass_KeepsWhatAFunctionComputes(int block)
    {
        foreach (int seed in Programs(block))
        {
            var function = seed % 2 == 0 ? RandomPrograms.Scalar(seed, 3 + seed % 9) : RandomPrograms.Tensors(seed, 3 + seed % 9);
            function = Apply(Passes.Normalization, function, seed);
            Apply(Passes.Optimization, ReverseMode.Gradient(function), seed);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Gradient_IsTheDirectionalDifference(int block)
    {
        foreach (int seed in Programs(block))
        {
            var function = RandomPrograms.Scalar(seed, 3 + seed % 9);
            var joint = Passes.Optimize(ReverseMode.Gradient(Passes.Normalize(function)));
            Laws.GradientIsDirectionalDifference(function, joint, Extents, Laws.Arguments(joint, Extents, seed));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void VectorJacobianProduct_IsLinearInTheUpstream(int block)
    {
        foreach (int seed in Programs(block).Take(5))
        {
            var function = RandomPrograms.Tensors(seed, 3 + seed % 9);
            var joint = Passes.Optimize(ReverseMode.Gradient(function));
            var (first, second) = (Laws.Arguments(joint, Extents, seed), Laws.Arguments(joint, Extents, seed));
            var sum = Laws.Arguments(joint, Extents, seed);
            var random = new Random(seed);
            foreach (var parameter in joint.Parameters.Skip(function.Parameters.Count))
                for (int i = 0; i < sum[parameter.Name].Data.Length; i++)
                {
                    second[parameter.Name].Data[i] = random.NextDouble();
                    sum[parameter.Name].Data[i] = 2 * first[parameter.Name].Data[i] - 3 * second[parameter.Name].Data[i];
                }
            var (a, b, c) = (Interpreter.Run(joint, Extents, first), Interpreter.Run(joint, Extents, second), Interpreter.Run(joint, Extents, sum));
            foreach (var result in joint.Results.Skip(function.Results.Count))
                for (int i = 0; i < a[result.Name].Data.Length; i++)
                    Assert.Equal(2 * a[result.Name].Data[i] - 3 * b[result.Name].Data[i], c[result.Name].Data[i], 1e-6 * (1 + Math.Abs(c[result.Name].Data[i])));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void ForwardThenBackward_IsTheJointFunction(int block)
    {
        foreach (int seed in Programs(block).Take(10))
        {
            var function = Passes.Normalize(RandomPrograms.Tensors(seed, 3 + seed % 9));
            var joint = Passes.Optimize(ReverseMode.Gradient(function));
            var (forward, backward) = Partition.Split(function, joint);
            PartitionLaw.Holds(joint, Verifier.Check(forward), Verifier.Check(backward), Extents, seed);
        }
    }

    [Fact]
    public void NoAccumulation_IsLeft() => Assert.All(Enumerable.Range(0, 100), seed =>
        Assert.DoesNotContain(Passes.Optimize(ReverseMode.Gradient(RandomPrograms.Scalar(seed, 8))).Body,
            s => s.Instruction is Map { Operator: Operator.Accumulate } or Softmax or Reduce { Kind: ReduceKind.LogSumExp or ReduceKind.Norm }));

    private static Function Apply(IEnumerable<Pass> passes, Function function, int seed)
    {
        var arguments = Laws.Arguments(function, Extents, seed);
        foreach (var pass in passes)
        {
            Function after;
            try
            {
                after = Verifier.Check(pass.Run(function));
            }
            catch (Exception e) when (e is InvalidFunctionException or ArgumentException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidOperationException($"seed {seed}, {pass.Name}\n{Printer.Print(function)}", e);
            }
            Laws.SameResults(function, after, Extents, arguments, 1e-7);
            function = after;
        }
        return function;
    }
}
