using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>For each sample the share of the other class that it beats, ties counting one half; the mean over either class is the area under the ROC curve.</summary>
internal static class Placements
{
    /// <returns>For positives the share of negatives below; for negatives the share of positives above; in the order of the samples.</returns>
    public static (double[] Positive, double[] Negative) Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(labels.Length, scores.Length, "labels", "scores");
        SampleCheck.BinaryLabels(labels);
        SampleCheck.NoNaN(scores, "score");
        T[] positives = OfClass(scores, labels, 1), negatives = OfClass(scores, labels, 0);
        return (Below(positives, negatives, 1), Below(negatives, positives, -1));
    }

    private static T[] OfClass<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, int label)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var chosen = new List<T>();
        for (int i = 0; i < scores.Length; i++)
            if (labels[i] == label) chosen.Add(scores[i]);
        return [.. chosen];
    }

    // The share of the others below (direction 1) or above (-1) each score.
    private static double[] Below<T>(T[] scores, T[] others, int direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] sorted = [.. others];
        Array.Sort(sorted);
        return Array.ConvertAll(scores, score =>
        {
            int below = First(sorted, score, orEqual: true), notAbove = First(sorted, score, orEqual: false);
            double rank = (below + notAbove) / 2.0 / others.Length;
            return direction > 0 ? rank : 1 - rank;
        });
    }

    // The first position whose value is at least the score (orEqual) or above it.
    private static int First<T>(T[] sorted, T score, bool orEqual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (orEqual ? sorted[middle] < score : sorted[middle] <= score) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
