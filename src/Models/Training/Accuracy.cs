namespace AutoDiff.Models.Training;

/// <summary>How many images a classifier gets right.</summary>
public static class Accuracy
{
    /// <summary>Share of rows whose largest logit is that of the label; of equal logits the first counts.</summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="labels">[N].</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many as labels.</exception>
    public static double Of(Tensor<float> logits, ReadOnlySpan<int> labels)
    {
        if (labels.Length == 0 || logits.Rank != 2 || logits.Dimension(0) != labels.Length)
            throw new ArgumentException($"Logits {logits.Shape} and {labels.Length} labels do not agree; expected [N, C] and N above 0.", nameof(labels));
        int classes = logits.Dimension(1), right = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            var row = logits.Span.Slice(n * classes, classes);
            int best = 0;
            for (int c = 1; c < classes; c++)
                if (row[c] > row[best]) best = c;
            if (best == labels[n]) right++;
        }
        return (double)right / labels.Length;
    }
}
