namespace AutoDiff.Generator.Tests.Differentiation;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;

/// <summary>Forward mode through branches, loops, array states and tapes.</summary>
public class RegionForwardModeTests
{
    private static readonly Dictionary<string, int> s_extents = RandomRegionPrograms.Extents;

    public static TheoryData<int> Blocks() => [.. Enumerable.Range(0, 10)];

    [Theory, MemberData(nameof(Blocks))]
    public void TangentOfANumber_IsTheDirectionalDifference(int block)
    {
        foreach (int seed in Enumerable.Range(block * 40, 40)) Check(RandomRegionPrograms.Scalar(seed, 4 + seed % 20), seed);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void TangentOfAWrittenArray_IsTheDirectionalDifference(int block)
    {
        foreach (int seed in Enumerable.Range(block * 40, 40)) Check(RandomRegionPrograms.Written(seed, 4 + seed % 20), seed);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void HessianTimesTangents_IsTheDifferenceOfGradients(int block)
    {
        foreach (int seed in Enumerable.Range(block * 15, 15))
        {
            var function = RandomRegionPrograms.Scalar(seed, 4 + seed % 12);
            var product = Verifier.Check(ForwardMode.Hvp(function));
            var arguments = Laws.Arguments(product, s_extents, seed);
            var results = Interpreter.Run(product, s_extents, arguments);
            const double step = 1e-5;
            var (ahead, middle, behind) = (At(product, arguments, step), At(product, arguments, 0), At(product, arguments, -step));
            foreach (var parameter in function.Parameters.Where(p => p.Differentiated))
            {
                string gradient = ReverseMode.NameOf(parameter.Name);
                var tangent = results[ForwardMode.NameOfProduct(gradient)];
                for (int i = 0; i < tangent.Data.Length; i++)
                {
                    double a = ahead[gradient].Data[i], m = middle[gradient].Data[i], b = behind[gradient].Data[i];
                    double expected = (a - b) / (2 * step), bend = Math.Abs(a - 2 * m + b) / step;
                    if (!double.IsFinite(expected) || bend > 3e-3 * (1 + Math.Abs(expected))) continue;
                    Assert.True(Math.Abs(expected - tangent.Data[i]) <= 1e-4 * (1 + Math.Abs(expected) + Math.Abs(m)),
                        $"seed {seed}, {gradient}[{i}]: {expected:R} by differences, {tangent.Data[i]:R}\n{Printer.Print(function)}\n{Printer.Print(product)}");
                }
            }
        }
    }

    private static void Check(Function function, int seed)
    {
        var forward = Verifier.Check(ForwardMode.Jvp(function));
        var arguments = Laws.Arguments(forward, s_extents, seed);
        var results = Interpreter.Run(forward, s_extents, arguments);
        const double step = 1e-6;
        var (ahead, middle, behind) = (At(function, arguments, step), At(function, arguments, 0), At(function, arguments, -step));
        foreach (var result in function.Results)
        {
            var tangent = results[ForwardMode.NameOf(result.Name)];
            for (int i = 0; i < tangent.Data.Length; i++)
            {
                double a = ahead[result.Name].Data[i], m = middle[result.Name].Data[i], b = behind[result.Name].Data[i];
                Assert.Equal(m, results[result.Name].Data[i]);
                double expected = (a - b) / (2 * step), bend = Math.Abs(a - 2 * m + b) / step;
                // A branch or a kink lies between the points.
                if (!double.IsFinite(expected) || bend > 1e-3 * (1 + Math.Abs(expected))) continue;
                Assert.True(Math.Abs(expected - tangent.Data[i]) <= 1e-5 * (1 + Math.Abs(expected) + Math.Abs(m)),
                    $"seed {seed}, {result.Name}[{i}]: {expected:R} by differences, {tangent.Data[i]:R}\n{Printer.Print(function)}\n{Printer.Print(forward)}");
            }
        }
    }

    private static Dictionary<string, NamedArray> At(Function function, Dictionary<string, NamedArray> arguments, double step)
    {
        var moved = arguments.ToDictionary(a => a.Key, a => a.Value.Copy());
        foreach (var (name, array) in moved)
            if (arguments.TryGetValue(ForwardMode.NameOf(name), out var tangent))
                for (int i = 0; i < array.Data.Length; i++) array.Data[i] += step * tangent.Data[i];
        return Interpreter.Run(function, s_extents, moved);
    }
}
