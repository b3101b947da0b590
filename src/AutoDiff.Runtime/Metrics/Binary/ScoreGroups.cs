using System.Buffers;
using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// The samples of two classes as a list of distinct scores from the highest down, each with the weight of both classes: what every curve over thresholds needs.
/// Samples of weight 0 are absent. Without weights the sums are counts, which double holds exactly.
/// </summary>
internal readonly ref struct ScoreGroups
{
    private readonly double[] _memory;

    private ScoreGroups(double[] memory, int capacity, int count)
    {
        _memory = memory;
        Scores = memory.AsSpan(0, count);
        Positive = memory.AsSpan(capacity, count);
        Negative = memory.AsSpan(2 * capacity, count);
        foreach (double w in Positive) PositiveTotal += w;
        foreach (double w in Negative) NegativeTotal += w;
    }

    public int Count => Scores.Length;

    /// <summary>The distinct scores, falling.</summary>
    public ReadOnlySpan<double> Scores { get; }

    /// <summary>Weight of class 1 at each score.</summary>
    public ReadOnlySpan<double> Positive { get; }

    /// <summary>Weight of class 0 at each score.</summary>
    public ReadOnlySpan<double> Negative { get; }

    public double PositiveTotal { get; }

    public double NegativeTotal { get; }

    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static ScoreGroups Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(scores.Length, labels.Length, "scores", "labels");
        SampleCheck.Weights(weights, scores.Length);
        return typeof(T) == typeof(double) ? Of<T, ulong>(scores, labels, weights) : Of<T, uint>(scores, labels, weights);
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_memory);

    private static ScoreGroups Of<T, TKey>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        using var classes = ClassScores<TKey>.Split(scores, labels, weights);
        classes.Sort();
        int capacity = classes.Positives + classes.Negatives;
        var memory = ArrayPool<double>.Shared.Rent(Math.Max(1, 3 * capacity));
        int count = classes.Merge(memory.AsSpan(0, capacity), memory.AsSpan(capacity, capacity), memory.AsSpan(2 * capacity, capacity));
        return new ScoreGroups(memory, capacity, count);
    }
}
