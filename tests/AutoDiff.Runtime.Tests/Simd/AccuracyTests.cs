using System.Globalization;
using System.Reflection;

namespace AutoDiff.Tests.SimdTests;

public class AccuracyTests
{
    /// <summary>Function, largest error in units in the last place for float and for double.</summary>
    public static TheoryData<string, double, double> Limits => new()
    {
        { "Exp", 1, 1 },
        { "ExpM1", 2, 2 },
        { "Log", 1, 1 },
        { "Log1P", 1.5, 1.5 },
        { "Tanh", 2, 2 },
        { "Sigmoid", 2, 2 },
        { "LogSigmoid", 2, 2 },
        { "Softplus", 2, 2 },
        { "Erf", 1.5, 1.5 },
        { "Sin", 2, 2 },
        { "Cos", 2, 2 },
        { "Pow", 1, 1 },
        { "Atan2", 3, 3 },
    };

    [Theory, MemberData(nameof(Limits))]
    public void DoubleFunction_StaysWithinItsErrorOfTheReference(string function, double single, double real)
    {
        _ = single;
        Reference[] rows = [.. Table.Value.Where(row => row.Function == function)];
        Assert.NotEmpty(rows);
        double[] x = [.. rows.Select(row => row.X)], y = [.. rows.Select(row => row.Y)];
        double[] actual = Elementwise.Apply<Simd512<double>, double>(function, x, y);
        for (int k = 0; k < rows.Length; k++)
        {
            double error = Samples.UlpError(actual[k], rows[k].High, rows[k].Low);
            Assert.True(error <= real, $"{function}({x[k]:R}, {y[k]:R}) = {actual[k]:R}, {error:F2} units off {rows[k].High:R}");
        }
    }

    // The double form, tested above, is the reference for float; every 2^32 / 60,000th float is tried.
    [Theory, MemberData(nameof(Limits))]
    public void FloatFunction_StaysWithinItsErrorOfTheDoubleForm(string function, double single, double real)
    {
        _ = real;
        float[] x = [.. Enumerable.Range(0, 60_000).Select(k => BitConverter.UInt32BitsToSingle((uint)k * 71_583u))];
        float[] y = [.. x.Select((_, k) => function == "Pow" ? (k % 41 - 20) * 0.37f : x[(k * 7919) % x.Length])];
        float[] actual = Elementwise.Apply<Simd512<float>, float>(function, x, y);
        double[] expected = Elementwise.Apply<Simd512<double>, double>(function, [.. x.Select(v => (double)v)], [.. y.Select(v => (double)v)]);
        for (int k = 0; k < x.Length; k++)
        {
            double error = Samples.UlpErrorOfSingle(actual[k], expected[k]);
            Assert.True(error <= single, $"{function}({x[k]:R}, {y[k]:R}) = {actual[k]:R}, {error:F2} units off {expected[k]:R}");
        }
    }

    private sealed record Reference(string Function, double X, double Y, double High, double Low);

    private static readonly Lazy<Reference[]> Table = new(Read);

    private static Reference[] Read()
    {
        string directory = typeof(AccuracyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ProjectDirectory").Value!;
        return [.. File.ReadLines(Path.Combine(directory, "Simd", "Reference", "functions.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => new Reference(cells[0], Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4])))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
