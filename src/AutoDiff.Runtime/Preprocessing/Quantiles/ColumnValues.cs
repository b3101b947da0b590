using System.Numerics;

namespace AutoDiff.Preprocessing;

/// <summary>The numbers of single features, gathered from rows.</summary>
internal static class ColumnValues
{
    /// <exception cref="InvalidSampleException">A number in a row that counts is infinite.</exception>
    public static void CheckFinite<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (!T.IsInfinity(rows[i]) || (!weights.IsEmpty && weights[i / features] == 0)) continue;
            throw new InvalidSampleException($"the value is {rows[i]}.", "Values have to be finite, or NaN where they are missing.", i / features, i % features);
        }
    }

    /// <summary>The sorted numbers of one feature in the rows that count, with their weights; empty if there are none.</summary>
    public static WeightedSample Sorted<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, int features, int feature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = rows.Length / features, kept = 0;
        double[] numbers = new double[count], weight = new double[count];
        for (int r = 0; r < count; r++)
        {
            double x = double.CreateTruncating(rows[r * features + feature]), w = weights.IsEmpty ? 1 : weights[r];
            if (double.IsNaN(x) || w == 0) continue;
            numbers[kept] = x;
            weight[kept++] = w;
        }
        Array.Resize(ref numbers, kept);
        Array.Resize(ref weight, kept);
        if (weights.IsEmpty) numbers.AsSpan().Sort();
        else Array.Sort(numbers, weight);
        return new WeightedSample(numbers, weight);
    }

    /// <summary>As <see cref="Sorted"/>, with the label of the row of each number; of equal numbers, the lower row comes first.</summary>
    public static (double[] Numbers, int[] Labels, double[] Weights) SortedWithLabels<T>(
        ReadOnlySpan<T> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, int features, int feature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kept = new List<(double Number, int Row)>();
        for (int r = 0; r < labels.Length; r++)
        {
            double x = double.CreateTruncating(rows[r * features + feature]);
            if (!double.IsNaN(x) && (weights.IsEmpty || weights[r] > 0)) kept.Add((x, r));
        }
        kept.Sort();
        int[] keptLabels = new int[kept.Count];
        double[] keptWeights = new double[kept.Count];
        for (int i = 0; i < kept.Count; i++)
        {
            keptLabels[i] = labels[kept[i].Row];
            keptWeights[i] = weights.IsEmpty ? 1 : weights[kept[i].Row];
        }
        return ([.. kept.Select(k => k.Number)], keptLabels, keptWeights);
    }
}
