using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// Samples sorted once, for many areas under the ROC curve with different weights, each in linear time: the statistic of a <see cref="Bootstrap"/>.
/// Not for use by two threads at once.
/// </summary>
public sealed class PresortedAuc
{
    private readonly int[] _group, _labels;
    private readonly double[] _positive, _negative;

    private PresortedAuc(int[] group, int[] labels, int groups)
    {
        _group = group;
        _labels = labels;
        _positive = new double[groups];
        _negative = new double[groups];
    }

    /// <param name="scores">[N], no NaN.</param>
    /// <param name="labels">[N], 0 or 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, or a label is not 0 or 1.</exception>
    public static PresortedAuc Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(scores.Length, labels.Length, "scores", "labels");
        SampleCheck.BinaryLabels(labels);
        SampleCheck.NoNaN(scores, "score");
        int[] order = new int[scores.Length], group = new int[scores.Length];
        Ordering.Descending(scores, order);
        int groups = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || scores[order[i]] != scores[order[i - 1]]) groups++;
            group[order[i]] = groups - 1;
        }
        return new PresortedAuc(group, labels.ToArray(), groups);
    }

    /// <summary>The area with these weights, [N]; undefined if a class has none.</summary>
    /// <exception cref="ArgumentException">The number of weights differs from that of the samples.</exception>
    public MetricValue Value(ReadOnlySpan<double> weights)
    {
        SampleCheck.SameLength(_group.Length, weights.Length, "samples", "weights");
        Array.Clear(_positive);
        Array.Clear(_negative);
        for (int i = 0; i < _group.Length; i++) (_labels[i] == 1 ? _positive : _negative)[_group[i]] += weights[i];
        return RocAuc.WeightedArea(_positive, _negative);
    }
}
