using System.Text.Json;
using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Against scikit-learn and an independent program: classical/kmeans.json.</summary>
[Trait("Category", "Reference")]
public class KMeansReferenceTests
{
    private static readonly string[] Known =
    [
        "name", "note", "X", "init", "sample_weight", "max_iter", "tol_relative", "tol_absolute", "labels", "centroids", "inertia", "n_iter",
        "inertia_before_each_update", "oracle_agrees", "elkan_agrees", "predict_X", "predict_labels", "transform_distances",
    ];

    private static JsonElement[] AllCases => [.. ReferenceData.Read("classical/kmeans.json").GetProperty("cases").EnumerateArray()];

    public static TheoryData<string, KMeansAlgorithm> Cases()
    {
        var cases = new TheoryData<string, KMeansAlgorithm>();
        foreach (var c in AllCases)
            foreach (var algorithm in Enum.GetValues<KMeansAlgorithm>()) cases.Add(c.GetProperty("name").GetString()!, algorithm);
        return cases;
    }

    [Fact]
    public void EveryFieldIsRead()
    {
        Assert.NotEmpty(AllCases);
        Assert.All(AllCases, c => Assert.Empty(c.EnumerateObject().Select(m => m.Name).Except(Known)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheOracle(string name, KMeansAlgorithm algorithm)
    {
        var c = AllCases.Single(e => e.GetProperty("name").GetString() == name);
        Assert.True(c.GetProperty("oracle_agrees").GetBoolean() && c.GetProperty("elkan_agrees").GetBoolean());
        Tensor<double> x = Matrix(c.GetProperty("X")), initial = Matrix(c.GetProperty("init"));
        double[] weights = c.GetProperty("sample_weight") is { ValueKind: JsonValueKind.Array } w ? w.Numbers() : [];
        double relative = name == "blobs_offset_1e6" ? 1e-6 : 1e-9;
        double absolute = 1e-9 * x.Span.ToArray().Max(Math.Abs);
        var options = new KMeansOptions
        {
            Clusters = initial.Shape[0],
            MaxIterations = c.GetProperty("max_iter").GetInt32(),
            RelativeTolerance = c.GetProperty("tol_relative").GetDouble(),
            Algorithm = algorithm,
        };
        var result = KMeans.Fit(x, initial, options, weights);
        var same = KMeans.Fit(x, initial, options with { RelativeTolerance = null, AbsoluteTolerance = c.GetProperty("tol_absolute").GetDouble() }, weights);

        AssertNear(c.GetProperty("inertia").GetDouble(), result.Inertia, relative, absolute);
        if (name == "k_gt_distinct")
        {
            Assert.Equal(Distinct(Matrix(c.GetProperty("centroids"))), Distinct(result.Model.Centroids));
            Assert.NotEmpty(result.Notes);
            return;
        }
        Assert.Equal(result.Labels, same.Labels);
        Assert.Equal(Integers(c.GetProperty("labels")), result.Labels);
        Assert.Equal(c.GetProperty("n_iter").GetInt32(), result.Iterations);
        Assert.Equal(result.Iterations, same.Iterations);
        AssertAllNear(Matrix(c.GetProperty("centroids")).Span, result.Model.Centroids.Span, relative, absolute);
        AssertAllNear(c.GetProperty("inertia_before_each_update").Numbers(), [.. result.Trace.Select(t => t.Inertia)], relative, absolute);
        var query = Matrix(c.GetProperty("predict_X"));
        Assert.Equal(Integers(c.GetProperty("predict_labels")), result.Model.Predict(query));
        AssertAllNear(Matrix(c.GetProperty("transform_distances")).Span, result.Model.Transform(query).Span, relative, absolute);
    }

    private static string[] Distinct(Tensor<double> centroids) =>
        [.. Enumerable.Range(0, centroids.Shape[0]).Select(i => string.Join(' ', centroids.Take(i).Span.ToArray())).Distinct().Order(StringComparer.Ordinal)];

    private static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];

    private static Tensor<double> Matrix(JsonElement rows) => Points.Rows([.. rows.EnumerateArray().Select(r => r.Numbers())]);

    private static void AssertAllNear(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) AssertNear(expected[i], actual[i], relative, absolute);
    }

    private static void AssertNear(double expected, double actual, double relative, double absolute) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected) + absolute, $"{actual:R} instead of {expected:R}");
}
