using System.Numerics;

namespace AutoDiff.Initializers;

/// <summary>
/// A bias of the last layer with which a model that knows nothing else predicts the base rates: the first loss is their entropy, and no step is
/// spent on learning them. Each class is counted as if it had been seen <c>smoothing</c> times more, so that an absent class gets a finite bias.
/// </summary>
public static class DataDependentBias
{
    /// <summary>Half a sample for each class (Krichevsky and Trofimov, 1981; Haldane and Anscombe for log-odds).</summary>
    public const double DefaultSmoothing = 0.5;

    /// <summary>The log-odds of the base rate, ln((positive + s) / (negative + s)): the bias of a logit.</summary>
    /// <param name="positive">Number of positive samples.</param>
    /// <param name="negative">Number of negative samples.</param>
    /// <param name="smoothing">s, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the smoothing is negative, or the smoothing not finite.</exception>
    /// <exception cref="ArgumentException">A class has no samples and the smoothing is 0.</exception>
    public static double LogOdds(long positive, long negative, double smoothing = DefaultSmoothing)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(positive);
        ArgumentOutOfRangeException.ThrowIfNegative(negative);
        CheckSmoothing(smoothing);
        if (smoothing == 0 && (positive == 0 || negative == 0))
            throw new ArgumentException($"With {positive} positive and {negative} negative samples the log-odds are infinite; use a smoothing above 0.", nameof(smoothing));
        return Math.Log(positive + smoothing) - Math.Log(negative + smoothing);
    }

    /// <summary>The log-odds of the base rate of labels 0 and 1.</summary>
    /// <exception cref="InvalidSampleException">A label is neither 0 nor 1.</exception>
    /// <exception cref="ArgumentException">There are no labels, or a class is absent and the smoothing is 0.</exception>
    public static double LogOdds(ReadOnlySpan<int> labels, double smoothing = DefaultSmoothing)
    {
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.BinaryLabels(labels);
        long positive = 0;
        foreach (int label in labels) positive += label;
        return LogOdds(positive, labels.Length - positive, smoothing);
    }

    /// <summary>The logarithms of the class frequencies, ln((n_c + s) / (N + K s)): the biases of the logits.</summary>
    /// <param name="labels">Class numbers, [N].</param>
    /// <param name="bias">One for each of K classes; written only if all is well.</param>
    /// <param name="smoothing">s, not negative.</param>
    /// <exception cref="InvalidSampleException">A label is not a class.</exception>
    /// <exception cref="ArgumentException">There are no labels or no classes, or a class is absent and the smoothing is 0.</exception>
    public static void FillLogFrequencies<T>(ReadOnlySpan<int> labels, Span<T> bias, double smoothing = DefaultSmoothing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bias.IsEmpty) throw new ArgumentException("There are no classes to write a bias for.", nameof(bias));
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.ClassLabels(labels, bias.Length);
        CheckSmoothing(smoothing);
        var counts = new long[bias.Length];
        foreach (int label in labels) counts[label]++;
        int absent = Array.IndexOf(counts, 0);
        if (smoothing == 0 && absent >= 0) throw new ArgumentException($"Class {absent} has no samples and its bias would be infinite; use a smoothing above 0.", nameof(smoothing));
        double total = Math.Log(labels.Length + bias.Length * smoothing);
        for (int c = 0; c < bias.Length; c++) bias[c] = T.CreateTruncating(Math.Log(counts[c] + smoothing) - total);
    }

    private static void CheckSmoothing(double smoothing)
    {
        if (!(double.IsFinite(smoothing) && smoothing >= 0))
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "The smoothing is a number of samples, finite and not negative.");
    }
}
