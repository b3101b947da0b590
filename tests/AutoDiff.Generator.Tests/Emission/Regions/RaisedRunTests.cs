using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using AutoDiff.Generator.Tests.Optimization;

namespace AutoDiff.Generator.Tests.Emission.Regions;

/// <summary>What is written for raised loops and their gradients computes what the interpreter says of the loops.</summary>
public class RaisedRunTests
{
    private const int Programs = 80;

    [Fact]
    public void RaisedLoops_ComputeWhatTheLoopsDo() => AssertEqual(seed => RandomLoops.Create(seed), Passes.Prepare);

    [Fact]
    public void GradientsOfRaisedLoops_AreThoseOfTheLoops() =>
        AssertEqual(seed => ReverseMode.Gradient(Passes.Normalize(RandomLoops.Create(seed))), null, seed => Passes.Optimize(ReverseMode.Gradient(Passes.Prepare(RandomLoops.Create(seed)))));

    private static void AssertEqual(Func<int, Function> create, Func<Function, Function>? change, Func<int, Function>? changed = null)
    {
        var seeds = Enumerable.Range(0, Programs).ToList();
        var functions = seeds.Select(seed => changed is null ? change!(create(seed)) : changed(seed)).ToList();
        var program = RegionProgram.Of(functions);
        foreach (int seed in seeds)
        {
            var original = create(seed);
            var arguments = RandomLoopTests.Arguments(original, seed);
            var expected = Interpreter.Run(original, RandomLoops.Extents, arguments);
            var actual = program.Run(functions[seed], RandomLoops.Extents, arguments);
            foreach (var (name, array) in expected)
                for (int i = 0; i < array.Data.Length; i++)
                    if (Math.Abs(actual[name][i] - array.Data[i]) > 1e-9 * (1 + Math.Abs(array.Data[i])))
                        Assert.Fail($"seed {seed}: {name}[{i}] is {actual[name][i]} and not {array.Data[i]}\n{Printer.Print(original)}\n{Printer.Print(functions[seed])}\n{string.Join("\n", RegionProgram.Body(functions[seed]))}");
        }
    }
}
