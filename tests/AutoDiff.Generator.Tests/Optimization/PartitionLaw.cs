namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;

internal static class PartitionLaw
{
    /// <summary>Forward then backward gives the results of the joint function.</summary>
    public static void Holds(Function joint, Function forward, Function backward, IReadOnlyDictionary<string, int> symbols, int seed)
    {
        var arguments = Laws.Arguments(joint, symbols, seed, 0.1, 2);
        var expected = Interpreter.Run(joint, symbols, arguments);
        var results = Interpreter.Run(forward, symbols, arguments);
        var given = arguments.Concat(results).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.First().Value);
        foreach (var (name, value) in Interpreter.Run(backward, symbols, given)) results[name] = value;
        foreach (var (name, value) in expected)
            for (int i = 0; i < value.Data.Length; i++) Assert.Equal(value.Data[i], results[name].Data[i], 1e-10);
    }
}
