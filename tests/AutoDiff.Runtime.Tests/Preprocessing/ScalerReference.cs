using System.Text.Json;
using AutoDiff.Runtime.Tests.Metrics;

namespace AutoDiff.Runtime.Tests.Preprocessing;

/// <summary>A case of classical/scalers.json.</summary>
internal sealed class ScalerReference
{
    private static readonly JsonElement Root = ReferenceData.Read("classical/scalers.json").GetProperty("cases");

    private readonly JsonElement _case;

    public ScalerReference(string name)
    {
        _case = Root.EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        X = _case.AllNumbers(nameof(X));
        Query = _case.AllNumbers("query");
        Weights = _case.AllNumbers("sample_weight");
        Chunks = _case.Integers("chunks");
        Features = _case.GetProperty(nameof(X))[0].GetArrayLength();
    }

    public static TheoryData<string> Names => [.. Root.EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public double[] X { get; }

    public double[] Query { get; }

    public double[] Weights { get; }

    public int[] Chunks { get; }

    public int Features { get; }

    public JsonElement this[string property] => _case.GetProperty(property);

    public bool Has(string property) => _case.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The rows and weights of each chunk.</summary>
    public IEnumerable<(double[] Rows, double[] Weights)> InChunks()
    {
        int first = 0;
        foreach (int rows in Chunks)
        {
            yield return (X[(first * Features)..((first + rows) * Features)], Weights.Length == 0 ? [] : Weights[first..(first + rows)]);
            first += rows;
        }
    }

    public static void AssertEqual(double[] expected, double[] actual, double relative = 1e-10)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]));
            else Assert.Equal(expected[i], actual[i], relative * Math.Max(1e-300, Math.Abs(expected[i])));
        }
    }
}
