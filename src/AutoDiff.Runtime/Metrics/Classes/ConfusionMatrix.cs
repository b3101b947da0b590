namespace AutoDiff.Metrics;

/// <summary>
/// How often each class was taken for each other: rows are the true classes, columns the predicted ones. Parts of a stream can be merged.
/// Figures whose denominator is 0 are undefined; averages over classes leave out classes for which the figure is undefined.
/// </summary>
public sealed partial class ConfusionMatrix
{
    private readonly double[] _weight;

    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        _weight = new double[classes * classes];
    }

    public int Classes { get; }

    /// <summary>Weight of the samples of one class that were taken for another; a count without weights.</summary>
    public double this[int actual, int predicted] => _weight[Check(actual) * Classes + Check(predicted)];

    /// <summary>Weight of all samples.</summary>
    public double Total => _weight.Sum();

    /// <summary>Counts samples; if one of them is refused, none is counted.</summary>
    /// <param name="labels">[N], 0 to classes - 1.</param>
    /// <param name="predictions">[N], 0 to classes - 1.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A label or prediction is no class, or a weight is negative or not finite.</exception>
    public void Add(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.SameLength(labels.Length, predictions.Length, "labels", "predictions");
        SampleCheck.Weights(weights, labels.Length);
        SampleCheck.ClassLabels(labels, Classes);
        SampleCheck.ClassLabels(predictions, Classes);
        for (int i = 0; i < labels.Length; i++) _weight[labels[i] * Classes + predictions[i]] += weights.IsEmpty ? 1 : weights[i];
    }

    /// <summary>Counts samples of two classes; a prediction is class 1 from the threshold on.</summary>
    /// <exception cref="InvalidOperationException">The matrix has more than two classes.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN or a label is not 0 or 1.</exception>
    public void Add(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, double threshold)
    {
        if (Classes != 2) throw new InvalidOperationException($"A threshold separates two classes; this matrix has {Classes}.");
        SampleCheck.SameLength(scores.Length, labels.Length, "scores", "labels");
        SampleCheck.NoNaN(scores, "score");
        SampleCheck.BinaryLabels(labels);
        for (int i = 0; i < labels.Length; i++) _weight[labels[i] * 2 + (scores[i] >= threshold ? 1 : 0)]++;
    }

    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    public void Merge(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Classes != Classes) throw new ArgumentException($"A matrix of {other.Classes} classes cannot be merged with one of {Classes}.", nameof(other));
        for (int i = 0; i < _weight.Length; i++) _weight[i] += other._weight[i];
    }

    private int Check(int c) => (uint)c < (uint)Classes ? c : throw new ArgumentOutOfRangeException(nameof(c), c, $"The classes are 0 to {Classes - 1}.");

    private double Actual(int c)
    {
        double sum = 0;
        for (int p = 0; p < Classes; p++) sum += _weight[c * Classes + p];
        return sum;
    }

    private double Predicted(int c)
    {
        double sum = 0;
        for (int a = 0; a < Classes; a++) sum += _weight[a * Classes + c];
        return sum;
    }

    private double Hits => Enumerable.Range(0, Classes).Sum(c => this[c, c]);
}
