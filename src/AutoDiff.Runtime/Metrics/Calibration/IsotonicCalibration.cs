namespace AutoDiff.Metrics;

/// <summary>
/// Turns scores into probabilities by the non-decreasing step function nearest to the labels in squared error (pool adjacent violators; Ayer et al., 1955).
/// Between the steps it is linear; outside the scores it was fitted on it is constant.
/// </summary>
public sealed class IsotonicCalibration
{
    private readonly double[] _scores, _values;

    private IsotonicCalibration(double[] scores, double[] values)
    {
        _scores = scores;
        _values = values;
    }

    /// <summary>Scores at which the function bends, rising.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Its values there, not falling.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <param name="scores">[N], finite.</param>
    /// <param name="labels">[N], 0 or 1.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">The lengths differ, or no sample has a positive weight.</exception>
    /// <exception cref="InvalidSampleException">A score is not finite, a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static IsotonicCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.Finite(scores, "score");
        using var groups = ScoreGroups.Of(scores, labels, weights);
        if (groups.Count == 0) throw new ArgumentException("There are no samples of positive weight; give at least one.", nameof(scores));
        var blocks = new List<Block>();
        for (int i = groups.Count - 1; i >= 0; i--)
        {
            var block = new Block(groups.Scores[i], groups.Scores[i], groups.Positive[i], groups.Positive[i] + groups.Negative[i]);
            // A block below its predecessor is pooled with it; that may put the predecessor below its own.
            while (blocks.Count > 0 && blocks[^1].Value >= block.Value)
            {
                block = new Block(blocks[^1].First, block.Last, blocks[^1].Positive + block.Positive, blocks[^1].Weight + block.Weight);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        var bends = new List<(double Score, double Value)>();
        foreach (var block in blocks)
        {
            bends.Add((block.First, block.Value));
            if (block.Last > block.First) bends.Add((block.Last, block.Value));
        }
        return new IsotonicCalibration([.. bends.Select(b => b.Score)], [.. bends.Select(b => b.Value)]);
    }

    /// <summary>The probability of class 1; NaN for NaN.</summary>
    public double Predict(double score)
    {
        if (double.IsNaN(score)) return score;
        int at = Array.BinarySearch(_scores, score);
        if (at >= 0) return _values[at];
        int above = ~at;
        if (above == 0) return _values[0];
        if (above == _scores.Length) return _values[^1];
        double share = (score - _scores[above - 1]) / (_scores[above] - _scores[above - 1]);
        return _values[above - 1] + share * (_values[above] - _values[above - 1]);
    }

    private readonly record struct Block(double First, double Last, double Positive, double Weight)
    {
        public double Value => Positive / Weight;
    }
}
