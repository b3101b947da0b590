using System.Globalization;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>How near two tensors have to be.</summary>
public static class Comparison
{
    /// <summary>Null if all elements agree, else a description of the worst one.</summary>
    public static string? Difference(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance)
    {
        if (actual.Count != expected.Count) return $"{actual.Count} elements instead of {expected.Count}";
        int worst = -1;
        double largest = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Error(actual[i], expected[i]);
            if (error <= tolerance || error <= largest) continue;
            largest = error;
            worst = i;
        }
        return worst < 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"element {worst}: {actual[worst]:R} instead of {expected[worst]:R}, error {largest:E2}, tolerance {tolerance:E2}");
    }

    private static double Error(double actual, double expected)
    {
        if (double.IsNaN(actual) || double.IsNaN(expected)) return double.IsNaN(actual) == double.IsNaN(expected) ? 0 : double.PositiveInfinity;
        if (double.IsInfinity(actual) || double.IsInfinity(expected)) return actual == expected ? 0 : double.PositiveInfinity;
        return Math.Abs(actual - expected);
    }

    /// <summary>float64: 1e-9 (1 + max|b|), or with the tolerance of the case where the oracle is less exact; numbers of a float32 oracle carry its rounding.</summary>
    public static double Tolerance64(ReferenceCase c, ReferenceTensor expected)
    {
        double least = expected.ElementType == "float32" ? 1e-6 : 1e-9;
        return Math.Max(least, c.RelativeTolerance ?? 0) * (1 + expected.Magnitude);
    }

    /// <summary>
    /// float32: four times the error of the oracle in float32, at least 1e-6, relative to the largest magnitude. A tensor that is zero but for rounding
    /// has no magnitude to compare with and is compared with that of the case's numbers. Data that the oracle computed in float32 has its own tolerance.
    /// </summary>
    public static double Tolerance32(ReferenceCase c, ReferenceTensor expected, double oracleError)
    {
        double floor = expected.ElementType == "float32" ? Math.Max(1e-6, c.RelativeTolerance ?? 0) : 1e-6;
        double listed = double.IsNaN(oracleError) ? 0 : 4 * oracleError * expected.Magnitude;
        double magnitude = expected.Magnitude;
        if (magnitude < 1e-12) magnitude = c.Inputs.Values.Concat(c.Upstream.Values).Select(t => t.Magnitude).Append(1).Max();
        return Math.Max(listed, floor * magnitude);
    }
}
