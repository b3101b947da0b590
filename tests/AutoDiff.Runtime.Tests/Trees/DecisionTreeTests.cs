using AutoDiff.Preprocessing;
using AutoDiff.Trees;

namespace AutoDiff.Runtime.Tests.Trees;

public class DecisionTreeTests
{
    private const int Features = 4;
    private static readonly CounterRandom Random = new(31);
    private static readonly double[] Rows = [.. Enumerable.Range(0, 400 * Features).Select(i => Math.Pow(10, 2 * (i % Features)) * Random.Normal((ulong)i))];
    private static readonly int[] Labels = [.. Enumerable.Range(0, 400).Select(r => (Rows[r * 4] > 0 ? 1 : 0) + (Rows[r * 4 + 2] > 5000 ? 1 : 0))];

    [Fact]
    public void FullTree_RemembersItsRows()
    {
        var tree = DecisionTree.Fit<double>(Rows, Features, Labels);
        for (int r = 0; r < 400; r++) Assert.Equal(Labels[r], tree.Predict<double>(Rows.AsSpan(r * Features, Features)));
        Assert.Equal(3, tree.Classes);
        Assert.InRange(tree.NodeCount, 5, 11); // two boundaries need few questions
    }

    [Fact]
    public void Scaling_ChangesNoPrediction()
    {
        int train = 300 * Features;
        var raw = DecisionTree.Fit<double>(Rows.AsSpan(0, train), Features, Labels.AsSpan(0, 300));
        foreach (FeatureScaler scaler in new FeatureScaler[] { new StandardScaler(Features), new MinMaxScaler(Features), new RobustScaler(Features) })
        {
            double[] scaled = new double[Rows.Length];
            scaler.Fit<double>(Rows.AsSpan(0, train));
            scaler.Transform<double>(Rows, scaled);
            var tree = DecisionTree.Fit<double>(scaled.AsSpan(0, train), Features, Labels.AsSpan(0, 300));
            for (int r = 0; r < 400; r++)
                Assert.Equal(raw.Predict<double>(Rows.AsSpan(r * Features, Features)), tree.Predict<double>(scaled.AsSpan(r * Features, Features)));
        }
    }

    [Fact]
    public void Limits_StopTheGrowth()
    {
        Assert.Equal(1, DecisionTree.Fit<double>(Rows, Features, Labels, new DecisionTreeOptions { MaxDepth = 0 }).NodeCount);
        Assert.InRange(DecisionTree.Fit<double>(Rows, Features, Labels, new DecisionTreeOptions { MaxDepth = 1 }).NodeCount, 2, 3);
        Assert.Equal(1, DecisionTree.Fit<double>(Rows, Features, Labels, new DecisionTreeOptions { MinLeafSamples = 300 }).NodeCount);
        Assert.Equal(1, DecisionTree.Fit<double>([1, 1, 1], 1, [0, 1, 1]).Predict<double>([5]));
    }

    [Fact]
    public void MissingNumber_AnswersNo()
    {
        var tree = DecisionTree.Fit<double>([1, 2, 8, 9], 1, [0, 0, 1, 1]);
        Assert.Equal((0, 1), (tree.Predict<double>([double.NegativeInfinity]), tree.Predict<double>([double.PositiveInfinity])));
        Assert.Equal(1, tree.Predict<double>([double.NaN]));
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        var error = Assert.Throws<InvalidSampleException>(() => DecisionTree.Fit<double>([1, 2, 3, double.NaN], 2, [0, 1]));
        Assert.Equal((1L, 1), (error.Row, error.Column));
        Assert.Throws<InvalidSampleException>(() => DecisionTree.Fit<double>([1, 2], 1, [0, -1]));
        Assert.Throws<ArgumentException>(() => DecisionTree.Fit<double>([1, 2, 3], 2, [0, 1]));
        Assert.Throws<ArgumentException>(() => DecisionTree.Fit<double>(Rows, Features, Labels).Predict<double>([1, 2]));
    }
}
