using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>Rows of one number per class.</summary>
internal static class ClassRows
{
    /// <summary>[N, C] scores without NaN, [N] labels below C, and [N] weights or none.</summary>
    public static void Check<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (labels.IsEmpty) throw new ArgumentException("There are no samples; give at least one.", nameof(labels));
        if ((long)labels.Length * classes != scores.Length)
            throw new ArgumentException($"{labels.Length} labels and {classes} classes need {(long)labels.Length * classes} scores; there are {scores.Length}.", nameof(scores));
        SampleCheck.Weights(weights, labels.Length);
        SampleCheck.ClassLabels(labels, classes);
        for (int i = 0; i < scores.Length; i++)
            if (T.IsNaN(scores[i])) throw new InvalidSampleException("the score is NaN.", "Remove the sample or repair the model.", i / classes, i % classes);
    }
}
