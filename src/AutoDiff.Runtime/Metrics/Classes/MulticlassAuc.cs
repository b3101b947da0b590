using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>How the areas of several classes become one number.</summary>
public enum ClassAverage
{
    /// <summary>All classes, or pairs of classes, count the same.</summary>
    Macro,

    /// <summary>By the weight of the samples of the class, or of both classes of the pair.</summary>
    Weighted,
}

/// <summary>The area under the ROC curve of more than two classes. Undefined as soon as one class has no samples.</summary>
public static class MulticlassAuc
{
    /// <summary>Each class against all others by its own score, averaged.</summary>
    /// <param name="scores">[N, C] row by row, no NaN.</param>
    /// <param name="classes">C.</param>
    /// <param name="labels">[N], 0 to C - 1.</param>
    /// <param name="average">How to average.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths do not agree.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, a label is no class, or a weight is negative or not finite.</exception>
    public static MetricValue OneVersusRest<T>(
        ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> labels, ClassAverage average = ClassAverage.Macro, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ClassRows.Check(scores, classes, labels, weights);
        var column = new T[labels.Length];
        int[] isClass = new int[labels.Length];
        double sum = 0, total = 0;
        for (int c = 0; c < classes; c++)
        {
            double support = 0;
            for (int i = 0; i < labels.Length; i++)
            {
                column[i] = scores[i * classes + c];
                isClass[i] = labels[i] == c ? 1 : 0;
                if (isClass[i] == 1) support += weights.IsEmpty ? 1 : weights[i];
            }
            var area = RocAuc.Compute<T>(column, isClass, weights);
            if (!area.IsDefined) return Missing(c);
            double share = average == ClassAverage.Macro ? 1 : support;
            sum += share * area.Value;
            total += share;
        }
        return MetricValue.Of(sum / total);
    }

    /// <summary>
    /// Each pair of classes by the mean of the areas that either class's score gives on the samples of both (Hand and Till, 2001), averaged over the pairs.
    /// </summary>
    /// <inheritdoc cref="OneVersusRest"/>
    public static MetricValue OneVersusOne<T>(
        ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> labels, ClassAverage average = ClassAverage.Macro, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ClassRows.Check(scores, classes, labels, weights);
        double[] support = new double[classes];
        for (int i = 0; i < labels.Length; i++) support[labels[i]] += weights.IsEmpty ? 1 : weights[i];
        int missing = Array.IndexOf(support, 0);
        if (missing >= 0) return Missing(missing);
        double sum = 0, total = 0;
        for (int a = 0; a < classes; a++)
        {
            for (int b = a + 1; b < classes; b++)
            {
                double share = average == ClassAverage.Macro ? 1 : support[a] + support[b];
                sum += share * (OfPair(scores, classes, labels, weights, a, b) + OfPair(scores, classes, labels, weights, b, a)) / 2;
                total += share;
            }
        }
        return MetricValue.Of(sum / total);
    }

    // The area on samples of two classes, by the score of the first.
    private static double OfPair<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, int positive, int negative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var column = new List<T>();
        var isPositive = new List<int>();
        var weight = new List<double>();
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] != positive && labels[i] != negative) continue;
            column.Add(scores[i * classes + positive]);
            isPositive.Add(labels[i] == positive ? 1 : 0);
            if (!weights.IsEmpty) weight.Add(weights[i]);
        }
        return RocAuc.Compute<T>(column.ToArray(), isPositive.ToArray(), weight.ToArray()).Value;
    }

    private static MetricValue Missing(int c) => MetricValue.Undefined($"Class {c} has no samples; leave it out or add some.");
}
