using System.Text.Json;
using AutoDiff.Distances;

namespace AutoDiff.Runtime.Tests.Distances;

/// <summary>Against scipy: classical/distances.json.</summary>
[Trait("Category", "Reference")]
public class DistanceReferenceTests
{
    private static readonly JsonElement Root = ReferenceData.Read("classical/distances.json");

    private static readonly string[] Known =
        ["meta", "A", "B", "seuclidean_V", "mahalanobis_VI", "distances", "A_int", "B_int", "hamming_int", "jaccard_bool", "offset", "euclidean_of_shifted", "note"];

    public static TheoryData<string> Metrics() => [.. Root.GetProperty("distances").EnumerateObject().Select(m => m.Name)];

    [Fact]
    public void EveryFieldIsRead() => Assert.Empty(Root.EnumerateObject().Select(m => m.Name).Except(Known));

    [Theory]
    [MemberData(nameof(Metrics))]
    public void AgreesWithScipy(string metric) =>
        AssertNear(Matrix(Root.GetProperty("distances").GetProperty(metric)), Compute(metric, Matrix(Root.GetProperty("A")), Matrix(Root.GetProperty("B"))), 1e-12);

    [Fact]
    public void HammingCountsUnequalElements() =>
        AssertNear(Matrix(Root.GetProperty("hamming_int")), Pairwise.Distances(Matrix(Root.GetProperty("A_int")), Matrix(Root.GetProperty("B_int")), default(Hamming)), 1e-12);

    [Fact]
    public void JaccardComparesWhatIsNotZero() =>
        AssertNear(Matrix(Root.GetProperty("jaccard_bool")), Pairwise.Distances(Matrix(Root.GetProperty("A_int")), Matrix(Root.GetProperty("B_int")), default(Jaccard)), 1e-12);

    [Fact]
    public void AnOffsetCancels()
    {
        double offset = Root.GetProperty("offset").GetDouble();
        Tensor<double> a = Matrix(Root.GetProperty("A")), b = Matrix(Root.GetProperty("B"));
        foreach (ref double x in a.Span) x += offset;
        foreach (ref double x in b.Span) x += offset;
        AssertNear(Matrix(Root.GetProperty("euclidean_of_shifted")), Pairwise.Distances(a, b, default(Euclidean)), 1e-9);
    }

    private static Tensor<double> Compute(string metric, Tensor<double> a, Tensor<double> b) => metric switch
    {
        "euclidean" => Pairwise.Distances(a, b, default(Euclidean)),
        "sqeuclidean" => Pairwise.Distances(a, b, default(SquaredEuclidean)),
        "cityblock" => Pairwise.Distances(a, b, default(Manhattan)),
        "chebyshev" => Pairwise.Distances(a, b, default(Chebyshev)),
        "cosine" => Pairwise.Distances(a, b, default(Cosine)),
        "correlation" => Pairwise.Distances(a, b, default(Correlation)),
        "canberra" => Pairwise.Distances(a, b, default(Canberra)),
        "braycurtis" => Pairwise.Distances(a, b, default(BrayCurtis)),
        "minkowski_p1.5" => Pairwise.Distances(a, b, new Minkowski(1.5)),
        "minkowski_p3" => Pairwise.Distances(a, b, new Minkowski(3)),
        "seuclidean" => Pairwise.Distances(a, b, new StandardizedEuclidean(Root.GetProperty("seuclidean_V").Numbers())),
        "mahalanobis" => Pairwise.Distances(a, b, new Mahalanobis(Matrix(Root.GetProperty("mahalanobis_VI")))),
        _ => throw new NotSupportedException($"The reference has a metric '{metric}' that no test computes."),
    };

    private static Tensor<double> Matrix(JsonElement rows) => Clustering.Points.Rows([.. rows.EnumerateArray().Select(r => r.Numbers())]);

    private static void AssertNear(Tensor<double> expected, Tensor<double> actual, double relative)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected.Span[i] - actual.Span[i]) <= relative * Math.Abs(expected.Span[i]), $"{i}: {actual.Span[i]:R} instead of {expected.Span[i]:R}");
    }
}
