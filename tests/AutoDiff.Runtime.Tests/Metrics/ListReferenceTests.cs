using System.Globalization;
using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

[Trait("Category", "Reference")]
public class ListReferenceTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Lists => RankingReference.Names("ndcg");

    public static TheoryData<string> Selections => RankingReference.Names("top_k");

    [Fact]
    public void ThereAre6SetsOfLists() => Assert.Equal(6, Lists.Count);

    [Theory]
    [MemberData(nameof(Lists))]
    public void Gains_EqualTheReference(string name)
    {
        var c = RankingReference.Case("ndcg", name);
        var (scores, relevance, offsets) = Read(c);
        bool hasTies = name is "ties" or "all_scores_equal";
        foreach (var property in c.EnumerateObject())
        {
            // Names such as ndcg_k10_average_ties and dcg_kall_ignore_ties.
            string[] part = property.Name.Split('_');
            if (part[0] is not ("ndcg" or "dcg") || part.Contains("exponential")) continue;
            bool ignoresTies = property.Name.EndsWith("ignore_ties", StringComparison.Ordinal);
            if (ignoresTies && hasTies) continue; // depends on the order in which the reference happens to sort
            int cutoff = part[1] == "kall" ? int.MaxValue : int.Parse(part[1].AsSpan(1), CultureInfo.InvariantCulture);
            var options = new NdcgOptions(Ties: ignoresTies ? TiePolicy.ByIndex : TiePolicy.Average);
            var result = Ndcg.Compute<double>(scores, relevance, offsets, [cutoff], options);
            Assert.Equal(property.Value.GetDouble(), (part[0] == "ndcg" ? result.Ndcg : result.Dcg)[0].Value, 1e-11);
        }
        var exponential = Ndcg.Compute<double>(scores, relevance, offsets, [10], new NdcgOptions(Gain.Exponential));
        Assert.Equal(c.Number("ndcg_exponential_gain_k10_average_ties"), exponential.Ndcg[0].Value, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void BinaryRelevance_EqualsTheReference(string name)
    {
        var c = RankingReference.Case("ndcg", name);
        if (!c.TryGetProperty("binary_relevance_gt0", out var expected)) return; // sets with ties have none
        var (scores, relevance, offsets) = Read(c);
        var metrics = RecommendationMetrics.Of<double>(scores, relevance, offsets, [5]);
        Assert.Equal(expected.Number("mrr"), metrics.MeanReciprocalRank, Tolerance);
        Assert.Equal(expected.Number("map"), metrics.MeanAveragePrecision, Tolerance);
        Assert.Equal(expected.Number("hit_at_5"), metrics.HitRate[0], Tolerance);
        Assert.Equal(expected.Number("recall_at_5"), metrics.Recall[0], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Selections))]
    public void TopK_EqualsTheReference(string name)
    {
        var c = RankingReference.Case("top_k", name);
        int k = c.GetProperty("k").GetInt32();
        int[] indices = new int[k];
        double[] top = new double[k];
        Assert.Equal(k, TopK.Select<double>(c.AllNumbers("values"), k, indices, top));
        Assert.Equal(c.Integers("indices_desc_stable"), indices);
        Assert.Equal(c.AllNumbers("values_desc"), top);
    }

    private static (double[] Scores, double[] Relevance, int[] Offsets) Read(System.Text.Json.JsonElement c)
    {
        int lists = c.GetProperty("relevance").GetArrayLength();
        double[] scores = c.AllNumbers("score");
        return (scores, c.AllNumbers("relevance"), [.. Enumerable.Range(0, lists + 1).Select(q => q * (scores.Length / lists))]);
    }
}
