using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// The area under the ROC curve of a stream in fixed memory: both classes are counted in bins of equal width. Pairs from different bins are in a known
/// order; pairs within a bin count one half, and the bounds hold for whatever their order is. A bin that has seen one score only holds ties, which are
/// exact: streams of at most as many distinct scores as bins, well spread (8-bit scores, say), have no uncertainty. Parts of a stream can be merged.
/// </summary>
public sealed class StreamingAuc
{
    private readonly double[] _positive, _negative, _smallest, _largest;
    private readonly double _binsPerUnit;

    /// <param name="low">Scores up to here share the first bin.</param>
    /// <param name="high">Scores from here on share the last bin.</param>
    /// <param name="bins">Number of bins; memory is 32 bytes each.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite, or there are fewer than 2 bins.</exception>
    public StreamingAuc(double low = 0, double high = 1, int bins = 1 << 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        if (!(high > low && double.IsFinite(high - low)))
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The range from {low} to {high} has to be finite and not empty.");
        Low = low;
        High = high;
        _positive = new double[bins];
        _negative = new double[bins];
        _smallest = new double[bins];
        _largest = new double[bins];
        Array.Fill(_smallest, double.PositiveInfinity);
        Array.Fill(_largest, double.NegativeInfinity);
        _binsPerUnit = bins / (high - low);
    }

    public double Low { get; }

    public double High { get; }

    public int Bins => _positive.Length;

    /// <summary>The area with pairs of one bin counted as one half: within (upper - lower) / 2 of the exact one.</summary>
    public MetricValue Value => RocAuc.WeightedArea(Falling(_positive), Falling(_negative));

    /// <summary>The smallest and the largest area that the stream can have.</summary>
    /// <exception cref="UndefinedMetricException">Only one class was seen.</exception>
    public (double Lower, double Upper) Bounds()
    {
        double value = Value.Value, uncertain = 0, positives = 0, negatives = 0;
        for (int b = 0; b < Bins; b++)
        {
            if (_smallest[b] < _largest[b]) uncertain += _positive[b] * _negative[b];
            positives += _positive[b];
            negatives += _negative[b];
        }
        double half = uncertain / positives / negatives / 2;
        return (Math.Max(0, value - half), Math.Min(1, value + half));
    }

    /// <summary>Counts one sample.</summary>
    /// <exception cref="ArgumentException">The score is NaN, the label is not 0 or 1, or the weight is negative or not finite.</exception>
    public void Add(double score, int label, double weight = 1)
    {
        if (double.IsNaN(score)) throw new ArgumentException("The score is NaN; remove the sample or repair the model.", nameof(score));
        if ((uint)label > 1) throw new ArgumentOutOfRangeException(nameof(label), label, "Labels of two classes are 0 and 1.");
        if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentOutOfRangeException(nameof(weight), weight, "Weights have to be finite and not negative.");
        Count(score, label, weight);
    }

    /// <summary>Counts samples; if one of them is refused, none is counted.</summary>
    /// <inheritdoc cref="RocAuc.Compute"/>
    public void Add<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(scores.Length, labels.Length, "scores", "labels");
        SampleCheck.Weights(weights, scores.Length);
        SampleCheck.BinaryLabels(labels);
        SampleCheck.NoNaN(scores, "score");
        for (int i = 0; i < scores.Length; i++) Count(double.CreateTruncating(scores[i]), labels[i], weights.IsEmpty ? 1 : weights[i]);
    }

    /// <summary>Takes the samples of another part of the stream in.</summary>
    /// <exception cref="ArgumentException">Its range or number of bins differs.</exception>
    public void Merge(StreamingAuc other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Low != Low || other.High != High || other.Bins != Bins)
        {
            throw new ArgumentException(
                $"{other.Bins} bins from {other.Low} to {other.High} cannot be merged with {Bins} bins from {Low} to {High}; give all parts the same bins.", nameof(other));
        }
        for (int b = 0; b < Bins; b++)
        {
            _positive[b] += other._positive[b];
            _negative[b] += other._negative[b];
            _smallest[b] = Math.Min(_smallest[b], other._smallest[b]);
            _largest[b] = Math.Max(_largest[b], other._largest[b]);
        }
    }

    private void Count(double score, int label, double weight)
    {
        if (weight == 0) return;
        int bin = (int)Math.Clamp((score - Low) * _binsPerUnit, 0, Bins - 1);
        (label == 1 ? _positive : _negative)[bin] += weight;
        _smallest[bin] = Math.Min(_smallest[bin], score);
        _largest[bin] = Math.Max(_largest[bin], score);
    }

    private static double[] Falling(double[] bins)
    {
        double[] falling = [.. bins];
        Array.Reverse(falling);
        return falling;
    }
}
