namespace AutoDiff.Preprocessing;

/// <summary>
/// Cuts between numbers whose rows have different labels. The section whose best cut explains most of the labels is cut first, as long as there are bins left and
/// the cut pays for its description by the criterion of Fayyad and Irani (1993): gain &gt; (log2(N - 1) + log2(3^k - 2) - (k H - k₁ H₁ - k₂ H₂)) / N.
/// </summary>
internal sealed class SupervisedCuts
{
    private readonly double[] _numbers, _weights;
    private readonly int[] _labels;
    private readonly int _classes;

    /// <param name="numbers">Rising.</param>
    /// <param name="labels">One for each number, from 0.</param>
    /// <param name="weights">One for each number, positive.</param>
    /// <param name="classes">Above every label.</param>
    public SupervisedCuts(double[] numbers, int[] labels, double[] weights, int classes)
    {
        _numbers = numbers;
        _labels = labels;
        _weights = weights;
        _classes = classes;
    }

    public FeatureBins Of(int bins)
    {
        if (_numbers.Length == 0) return FeatureBins.None;
        var open = new PriorityQueue<Cut, (double, int)>();
        var cuts = new List<double>();
        Offer(0, _numbers.Length);
        while (cuts.Count + 1 < bins && open.TryDequeue(out var cut, out _))
        {
            cuts.Add(cut.At);
            Offer(cut.First, cut.Middle);
            Offer(cut.Middle, cut.End);
        }
        cuts.Sort();
        return new FeatureBins(_numbers[0], [.. cuts], _numbers[^1]);

        // The largest gain first; of equal gains the lower section.
        void Offer(int first, int end)
        {
            if (Best(first, end) is { } best) open.Enqueue(best, (-best.Gain, first));
        }
    }

    private Cut? Best(int first, int end)
    {
        double[] left = new double[_classes], right = new double[_classes];
        for (int i = first; i < end; i++) right[_labels[i]] += _weights[i];
        double total = right.Sum(), whole = Entropy(right, total), before = 0;
        int classes = right.Count(w => w > 0);
        Cut? best = null;
        double bar = 0;
        for (int i = first; i + 1 < end; i++)
        {
            left[_labels[i]] += _weights[i];
            right[_labels[i]] -= _weights[i];
            before += _weights[i];
            if (_numbers[i] == _numbers[i + 1]) continue;
            double after = total - before, low = Entropy(left, before), high = Entropy(right, after);
            double gain = total * whole - before * low - after * high;
            if (gain <= (best?.Gain ?? 0)) continue;
            int leftClasses = left.Count(w => w > 0), rightClasses = right.Count(w => w > Rounding(total));
            bar = Math.Log2(Math.Max(1, total - 1)) + Math.Log2(Math.Pow(3, classes) - 2) - (classes * whole - leftClasses * low - rightClasses * high);
            best = new Cut(first, i + 1, end, Between(_numbers[i], _numbers[i + 1]), gain);
        }
        return best?.Gain > bar ? best : null;
    }

    // Above the lower number and not above the higher one, also where no double lies between them.
    private static double Between(double low, double high)
    {
        double middle = low + (high - low) / 2;
        return middle > low ? middle : high;
    }

    // What subtracting weights can leave of a class that has ended.
    private static double Rounding(double total) => 1e-12 * total;

    // Bits per row.
    private static double Entropy(double[] weights, double total)
    {
        double entropy = 0;
        foreach (double w in weights)
            if (w > Rounding(total)) entropy -= w / total * Math.Log2(w / total);
        return entropy;
    }

    /// <summary>A cut of the section from first to end, before the number at middle, and how many bits of the labels it explains.</summary>
    private sealed record Cut(int First, int Middle, int End, double At, double Gain);
}
