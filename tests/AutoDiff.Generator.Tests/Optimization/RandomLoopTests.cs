namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

/// <summary>Random nests of loops compute the same when they are raised, and so do their gradients.</summary>
public class RandomLoopTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 20)];

    private static IEnumerable<int> Programs(int block) => Enumerable.Range(block * 20, 20);

    [Theory, MemberData(nameof(Seeds))]
    public void RaisedLoops_ComputeTheSame(int block)
    {
        foreach (int seed in Programs(block))
        {
            var function = Passes.Normalize(RandomLoops.Create(seed));
            foreach (var pass in Passes.Raising)
            {
                var before = function;
                try
                {
                    function = Verifier.Check(pass.Run(before));
                }
                catch (Exception e) when (e is InvalidFunctionException or ArgumentException or KeyNotFoundException or InvalidOperationException or NullReferenceException)
                {
                    throw new InvalidOperationException($"seed {seed}, {pass.Name}\n{Printer.Print(before)}", e);
                }
                Laws.SameResults(before, function, RandomLoops.Extents, Arguments(before, seed));
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void GradientOfRaisedLoops_IsTheOneOfTheLoops(int block)
    {
        foreach (int seed in Programs(block).Take(6))
        {
            var function = Passes.Normalize(RandomLoops.Create(seed));
            var (plain, raised) = (ReverseMode.Gradient(function), Passes.Optimize(ReverseMode.Gradient(Passes.Prepare(function))));
            var (expected, actual) = (Interpreter.Run(plain, RandomLoops.Extents, Arguments(plain, seed)), Interpreter.Run(raised, RandomLoops.Extents, Arguments(raised, seed)));
            foreach (var (name, array) in expected)
                for (int i = 0; i < array.Data.Length; i++)
                    Assert.True(Math.Abs(array.Data[i] - actual[name].Data[i]) <= 1e-9 * (1 + Math.Abs(array.Data[i])), $"seed {seed}: {name}[{i}] is {actual[name].Data[i]:R} and not {array.Data[i]:R}\n{Printer.Print(function)}\n{Printer.Print(raised)}");
        }
    }

    [Fact]
    public void ManyNests_AreRaisedAsAWhole()
    {
        var programs = Enumerable.Range(0, 200).Select(seed => Passes.Prepare(RandomLoops.Create(seed))).ToList();
        int raised = programs.Count(p => !Laws.All(p.Body).Any(i => i is For));
        Assert.InRange(raised, 50, 190);
    }

    internal static Dictionary<string, NamedArray> Arguments(Function function, int seed)
    {
        var arguments = Laws.Arguments(function, RandomLoops.Extents, seed);
        var random = new Random(seed);
        for (int i = 0; i < arguments["index"].Data.Length; i++) arguments["index"].Data[i] = random.Next(12);
        return arguments;
    }
}
