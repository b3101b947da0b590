using System.Text.Json.Nodes;

namespace AutoDiff.Models.Tests.GradBench;

/// <summary>
/// The pass rule of the suite: every number |a − b| ≤ 1e-7 max(1, |a| + |b|), and every array max |a − b| ≤ 1e-6 max |b|, because the first measure is
/// blind for arrays of tiny entries.
/// </summary>
internal static class Agreement
{
    private const double Tolerance = 1e-7;
    private const double ScaledTolerance = 1e-6;

    public static void Check(JsonNode expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject fields when fields["$sample"] is JsonObject sample:
                CheckSample(sample, Numbers(actual!), path);
                break;
            case JsonObject fields:
                Assert.Equal(fields.Select(f => f.Key).Order(), actual!.AsObject().Select(f => f.Key).Order());
                foreach (var field in fields) Check(field.Value!, actual[field.Key], $"{path}.{field.Key}");
                break;
            default:
                CheckNumbers(Numbers(expected), Numbers(actual!), path);
                break;
        }
    }

    private static void CheckSample(JsonObject sample, double[] actual, string path)
    {
        Assert.Equal(sample["shape"]!.AsArray().Select(n => (int)n!).Aggregate(1, (a, b) => a * b), actual.Length);
        int[] at = [.. sample["at"]!.AsArray().Select(n => (int)n!)];
        CheckNumbers(Numbers(sample["values"]!), [.. at.Select(i => actual[i])], path);
        double magnitude = (double)sample["abs"]!;
        double mix = actual.Select((x, i) => x * (i * 7919L % 1009 + 1) / 1009).Sum();
        foreach (var (name, value) in new[] { ("sum", actual.Sum()), ("abs", actual.Sum(Math.Abs)), ("mix", mix) })
            Assert.True(Math.Abs(value - (double)sample[name]!) <= Tolerance * Math.Max(1, 2 * magnitude), $"{path}: {name} is {value:R}");
    }

    private static void CheckNumbers(double[] expected, double[] actual, string path)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(actual[i] - expected[i]);
            Assert.True(difference <= Tolerance * Math.Max(1, Math.Abs(actual[i]) + Math.Abs(expected[i])), $"{path}[{i}]: {actual[i]:R} instead of {expected[i]:R}");
            Assert.True(difference <= ScaledTolerance * (largest > 0 ? largest : 1), $"{path}[{i}]: {actual[i]:R} instead of {expected[i]:R}, where the largest entry is {largest:R}");
        }
    }

    private static double[] Numbers(JsonNode node) => node is JsonArray array ? [.. array.SelectMany(n => Numbers(n!))] : [(double)node];
}
