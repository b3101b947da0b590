using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class NdcgTests
{
    private static readonly double[] Discounts = [.. Enumerable.Range(0, 10).Select(i => 1 / Math.Log2(i + 2))];

    [Fact]
    public void OneRelevantItemAtPositionI_IsItsDiscount()
    {
        for (int i = 0; i < 7; i++)
        {
            double[] relevance = new double[7];
            relevance[i] = 3;
            Assert.Equal(Discounts[i], Ndcg.OfList<double>([6, 5, 4, 3, 2, 1, 0], relevance).Value, 1e-15);
        }
    }

    [Fact]
    public void AllScoresEqual_IsTheMeanRelevanceTimesTheDiscounts()
    {
        var result = Ndcg.Compute<double>([1, 1, 1, 1, 1], [0, 1, 2, 3, 4], [0, 5], [5, 3]);
        Assert.Equal(2 * Discounts.Take(5).Sum(), result.Dcg[0].Value, 1e-14);
        Assert.Equal(2 * Discounts.Take(3).Sum(), result.Dcg[1].Value, 1e-14);
    }

    [Fact]
    public void TwoTieGroups_HaveTheirMeans()
    {
        var dcg = Ndcg.Compute<double>([1, 9, 1, 9, 1], [3, 4, 0, 1, 3], [0, 5], [5]).Dcg[0].Value;
        Assert.Equal(2.5 * Discounts.Take(2).Sum() + 2 * Discounts.Skip(2).Take(3).Sum(), dcg, 1e-14);
    }

    [Fact]
    public void AddingAConstantToTheScores_ChangesNothing()
    {
        double[] scores = [0.5, 2, -1, 3.25, 2], relevance = [1, 0, 2, 0, 3], moved = [.. scores.Select(s => s + 1000)];
        Assert.Equal(Ndcg.OfList<double>(scores, relevance, 3), Ndcg.OfList<double>(moved, relevance, 3));
    }

    [Fact]
    public void TiePolicies_BoundTheAverage()
    {
        double[] scores = [1, 1, 1, 2, 0], relevance = [0, 3, 1, 2, 5];
        double Value(TiePolicy ties) => Ndcg.OfList<double>(scores, relevance, 3, new NdcgOptions(Ties: ties)).Value;
        Assert.True(Value(TiePolicy.Pessimistic) < Value(TiePolicy.Average));
        Assert.True(Value(TiePolicy.Average) < Value(TiePolicy.Optimistic));
        double ideal = 5 * Discounts[0] + 3 * Discounts[1] + 2 * Discounts[2];
        Assert.Equal((2 * Discounts[0] + 3 * Discounts[1] + Discounts[2]) / ideal, Value(TiePolicy.Optimistic), 1e-15);
        Assert.Equal((2 * Discounts[0] + Discounts[2]) / ideal, Value(TiePolicy.Pessimistic), 1e-15);
        Assert.Equal((2 * Discounts[0] + 3 * Discounts[2]) / ideal, Value(TiePolicy.ByIndex), 1e-15);
    }

    [Fact]
    public void QueryWithoutRelevantItems_FollowsThePolicy()
    {
        double[] scores = [1, 2, 3, 4], relevance = [0, 0, 0, 1];
        NdcgResult With(EmptyQueryPolicy policy) => Ndcg.Compute<double>(scores, relevance, [0, 2, 4], [2], new NdcgOptions(EmptyQueries: policy));
        Assert.Equal(0.5, With(EmptyQueryPolicy.Zero).Ndcg[0].Value);
        Assert.Equal(1, With(EmptyQueryPolicy.One).Ndcg[0].Value);
        Assert.Equal(1, With(EmptyQueryPolicy.Skip).Ndcg[0].Value);
        Assert.Equal((1, 1), (With(EmptyQueryPolicy.Skip).Lists, With(EmptyQueryPolicy.Skip).EmptyLists));
        Assert.False(Ndcg.Compute<double>([1], [0], [0, 1], [1], new NdcgOptions(EmptyQueries: EmptyQueryPolicy.Skip)).Ndcg[0].IsDefined);
    }

    [Fact]
    public void SingleDocument_IsDefined()
    {
        Assert.Equal(1, Ndcg.OfList<double>([0.3], [2]).Value);
        Assert.Equal(0, Ndcg.OfList<double>([0.3], [0]).Value);
    }

    [Fact]
    public void RaggedLists_AreTheMeanOfEach()
    {
        double[] scores = [3, 1, 2, 5, 4, 9], relevance = [0, 1, 2, 1, 0, 1];
        double expected = (Ndcg.OfList<double>(scores.AsSpan(0, 3), relevance.AsSpan(0, 3), 2).Value
            + Ndcg.OfList<double>(scores.AsSpan(3, 2), relevance.AsSpan(3, 2), 2).Value + Ndcg.OfList<double>(scores.AsSpan(5), relevance.AsSpan(5), 2).Value) / 4;
        Assert.Equal(expected, Ndcg.Compute<double>(scores, relevance, [0, 3, 3, 5, 6], [2]).Ndcg[0].Value, 1e-15);
    }

    [Fact]
    public void NegativeRelevance_IsRefused_InsteadOfAValueOf396()
    {
        // Other software gives 396.03 here.
        var error = Assert.Throws<InvalidSampleException>(() => Ndcg.OfList<double>([0.07, 0.31, 0.75, 0.33, 0.27], [0.1, -0.53, -0.47, 0.39, 0.56]));
        Assert.Equal(1, error.Row);
        Assert.Throws<InvalidSampleException>(() => Ndcg.OfList<double>([1, 2], [0, double.PositiveInfinity]));
    }

    [Fact]
    public void ExponentialGain_CountsTwoToTheRelevanceLessOne()
    {
        double expected = (3 * Discounts[0] + 1 * Discounts[1] + 7 * Discounts[2]) / (7 * Discounts[0] + 3 * Discounts[1] + 1 * Discounts[2]);
        Assert.Equal(expected, Ndcg.OfList<double>([3, 2, 1], [2, 1, 3], options: new NdcgOptions(Gain: Gain.Exponential)).Value, 1e-15);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Assert.StartsWith("row 1: the relevance is -1", Assert.Throws<InvalidSampleException>(() => Ndcg.OfList<double>([1, 2], [0, -1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("row 0: the score is NaN", Assert.Throws<InvalidSampleException>(() => Ndcg.OfList<double>([double.NaN, 2], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentException>(() => Ndcg.Compute<double>([1, 2], [0, 1], [0, 1], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("must not fall", Assert.Throws<ArgumentException>(() => Ndcg.Compute<double>([1, 2], [0, 1], [0, 2, 1, 2], [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ndcg.OfList<double>([1, 2], [0, 1], 0));
    }
}
