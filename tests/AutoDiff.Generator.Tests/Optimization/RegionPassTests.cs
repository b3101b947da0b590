namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

/// <summary>Random functions with regions: each pass alone keeps what the function computes.</summary>
public class RegionPassTests
{
    private static readonly Dictionary<string, int> Extents = RandomRegionPrograms.Extents;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 20)];

    private static IEnumerable<(int Seed, Function Function)> Programs(int block) => Enumerable.Range(block * 20, 20)
        .Select(seed => (seed, seed % 2 == 0 ? RandomRegionPrograms.Scalar(seed, 4 + seed % 25) : RandomRegionPrograms.Written(seed, 4 + seed % 25)));

    [Theory, MemberData(nameof(Seeds))]
    public void EachPass_KeepsWhatAFunctionComputes(int block)
    {
        foreach (var (seed, function) in Programs(block))
        {
            Apply(Passes.Optimization, Apply(Passes.Normalization.Concat(Passes.Raising), function, seed), seed);
            Apply(Passes.Optimization, AsAdjoint(function), seed);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void NoAccumulation_IsLeft(int block)
    {
        foreach (var (_, function) in Programs(block))
            Assert.DoesNotContain(Laws.All(Passes.Optimize(AsAdjoint(function)).Body), i => i is Map { Operator: Operator.Accumulate });
    }

    /// <summary>The function as if differentiation had made its numbers, and every sum of them: what may be reassociated is.</summary>
    private static Function AsAdjoint(Function function)
    {
        var parameters = function.Parameters.Select(p => p.Value.Id).ToHashSet();
        Value Adjoint(Value v) => v.Type == ElementType.Real && !parameters.Contains(v.Id) ? v with { IsAdjoint = true } : v;
        Block In(Block b) => new(b.Parameters.Select(Adjoint).ToEquatable(), Body(b.Body), b.Yields.Select(Adjoint).ToEquatable());
        Instruction Changed(Instruction i) => i is Map { Operator: Operator.Add } sum ? sum with { Operator = Operator.Accumulate } : i;
        EquatableArray<Statement> Body(IEnumerable<Statement> body) => body.Select(s => new Statement(s.Targets.Select(Adjoint).ToEquatable(),
            Changed(s.Instruction.WithOperands(Adjoint).WithBlocks([.. s.Instruction.Blocks.Select(In)])))).ToEquatable();
        return Verifier.Check(function with { Body = Body(function.Body), Results = function.Results.Select(r => r with { Value = Adjoint(r.Value) }).ToEquatable() });
    }

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
            catch (Exception e) when (e is InvalidFunctionException or ArgumentException or KeyNotFoundException or InvalidOperationException or NullReferenceException)
            {
                throw new InvalidOperationException($"seed {seed}, {pass.Name}\n{Printer.Print(function)}", e);
            }
            Laws.SameResults(function, after, Extents, arguments, 1e-7);
            function = after;
        }
        return function;
    }
}
