namespace AutoDiff.Generator.Tests.Differentiation;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;

public class ForwardModeTests
{
    private static readonly Dictionary<string, int> Extents = RandomPrograms.Extents;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 10)];

    [Theory, MemberData(nameof(Seeds))]
    public void JacobianVectorProduct_AgreesWithReverseMode(int block)
    {
        foreach (int seed in Enumerable.Range(block * 20, 20))
        {
            var function = Passes.Normalize(RandomPrograms.Scalar(seed, 3 + seed % 9));
            var forward = Passes.Optimize(ForwardMode.Jvp(function));
            var arguments = Laws.Arguments(forward, Extents, seed);
            var gradient = Interpreter.Run(Passes.Optimize(ReverseMode.Gradient(function)), Extents, arguments);
            double expected = function.Parameters.Where(p => p.Differentiated)
                .Sum(p => Dot(gradient[ReverseMode.NameOf(p.Name)], arguments[ForwardMode.NameOf(p.Name)]));
            double actual = Interpreter.Run(forward, Extents, arguments)["lossTangent"].Data[0];
            if (double.IsNaN(expected)) continue;
            Assert.True(Math.Abs(expected - actual) <= 1e-7 * (1 + Math.Abs(expected)), $"seed {seed}: reverse {expected:R}, forward {actual:R}\n{Printer.Print(forward)}");
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void HessianVectorProduct_IsTheDifferenceOfGradients(int block)
    {
        foreach (int seed in Enumerable.Range(block * 10, 10))
        {
            var function = Passes.Normalize(RandomPrograms.Scalar(seed, 2 + seed % 4));
            Function hvp;
            try
            {
                hvp = Passes.Optimize(ForwardMode.Hvp(function));
            }
            catch (NotDifferentiableException)
            {
                continue;
            }
            var arguments = Laws.Arguments(hvp, Extents, seed);
            var products = Interpreter.Run(hvp, Extents, arguments);
            var (ahead, behind) = (GradientAt(hvp, arguments, 1e-5), GradientAt(hvp, arguments, -1e-5));
            foreach (var parameter in function.Parameters.Where(p => p.Differentiated))
            {
                string gradient = ReverseMode.NameOf(parameter.Name);
                var product = products[ForwardMode.NameOfProduct(gradient)];
                for (int i = 0; i < product.Data.Length; i++)
                {
                    double expected = (ahead[gradient].Data[i] - behind[gradient].Data[i]) / 2e-5;
                    if (double.IsNaN(expected)) continue;
                    Assert.True(Math.Abs(expected - product.Data[i]) <= 1e-4 * (1 + Math.Abs(expected)),
                        $"seed {seed}, {gradient}[{i}]: {expected:R} by differences, {product.Data[i]:R}\n{Printer.Print(function)}\n{Printer.Print(hvp)}");
                }
            }
        }
    }

    private static Dictionary<string, NamedArray> GradientAt(Function hvp, Dictionary<string, NamedArray> arguments, double step)
    {
        var moved = arguments.ToDictionary(a => a.Key, a => a.Value.Copy());
        foreach (var (name, array) in moved)
            if (arguments.TryGetValue(ForwardMode.NameOf(name), out var tangent))
                for (int i = 0; i < array.Data.Length; i++) array.Data[i] += step * tangent.Data[i];
        return Interpreter.Run(hvp, Extents, moved);
    }

    private static double Dot(NamedArray a, NamedArray b) => a.Data.Zip(b.Data, (x, y) => x * y).Sum();
}
