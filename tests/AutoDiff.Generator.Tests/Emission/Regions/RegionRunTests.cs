using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;

namespace AutoDiff.Generator.Tests.Emission.Regions;

/// <summary>What is written for functions with regions computes what the interpreter computes.</summary>
public class RegionRunTests
{
    private const int Programs = 120;

    [Fact]
    public void RandomFunctions_ComputeWhatTheInterpreterSays() => AssertEqual(Enumerable.Range(0, Programs).Select(seed => RandomRegionPrograms.Scalar(seed, 4 + seed % 24)));

    [Fact]
    public void RandomFunctionsThatWriteAnArgument_LeaveInItWhatTheInterpreterSays() =>
        AssertEqual(Enumerable.Range(0, Programs).Select(seed => RandomRegionPrograms.Written(seed, 4 + seed % 24)));

    private void AssertEqual(IEnumerable<Function> functions)
    {
        var all = functions.ToList();
        var program = RegionProgram.Of(all);
        foreach (var function in all)
        {
            var arguments = Laws.Arguments(function, RandomRegionPrograms.Extents, 1);
            var expected = Interpreter.Run(function, RandomRegionPrograms.Extents, arguments);
            var actual = program.Run(function, RandomRegionPrograms.Extents, arguments);
            foreach (var result in expected)
                for (int i = 0; i < result.Value.Data.Length; i++)
                    if (Math.Abs(actual[result.Key][i] - result.Value.Data[i]) > 1e-9 * (1 + Math.Abs(result.Value.Data[i])))
                        Assert.Fail($"{result.Key}[{i}] is {actual[result.Key][i]} and not {result.Value.Data[i]}\n{Printer.Print(function)}\n{string.Join("\n", RegionProgram.Body(function))}");
        }
    }
}
