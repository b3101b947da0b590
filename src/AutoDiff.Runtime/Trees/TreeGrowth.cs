namespace AutoDiff.Trees;

/// <summary>Grows a tree from its root.</summary>
internal sealed class TreeGrowth(double[] values, int features, int[] labels, int classes, DecisionTreeOptions options)
{
    private readonly List<DecisionTree.Node> _nodes = [];
    private readonly double[] _keys = new double[labels.Length];
    private readonly int[] _sorted = new int[labels.Length];

    public DecisionTree Grow()
    {
        int[] rows = new int[labels.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = i;
        Grow(rows, 0);
        return new DecisionTree(features, classes, _nodes);
    }

    private int Grow(Span<int> rows, int depth)
    {
        int at = _nodes.Count;
        long[] counts = Count(rows);
        int most = Array.IndexOf(counts, counts.Max());
        _nodes.Add(new DecisionTree.Node(-1, 0, 0, 0, most));
        if (counts[most] == rows.Length || depth >= options.MaxDepth || BestQuestion(rows, counts) is not { } question) return at;
        int left = Partition(rows, question.Feature, question.Threshold);
        int yes = Grow(rows[..left], depth + 1), no = Grow(rows[left..], depth + 1);
        _nodes[at] = new DecisionTree.Node(question.Feature, question.Threshold, yes, no, most);
        return at;
    }

    private long[] Count(ReadOnlySpan<int> rows)
    {
        long[] counts = new long[classes];
        foreach (int row in rows) counts[labels[row]]++;
        return counts;
    }

    // The least impurity is the largest Σ_c left_c² / left + Σ_c right_c² / right, computed from counts alone: it does not depend on the units of a feature.
    private (int Feature, double Threshold)? BestQuestion(ReadOnlySpan<int> rows, long[] counts)
    {
        double best = (double)SumOfSquares(counts) / rows.Length;
        (int, double)? question = null;
        for (int f = 0; f < features; f++)
        {
            Sort(rows, f);
            long[] left = new long[classes], right = [.. counts];
            long leftSquares = 0, rightSquares = SumOfSquares(counts);
            for (int i = 0; i + 1 < rows.Length; i++)
            {
                int c = labels[_sorted[i]];
                leftSquares += 2 * left[c]++ + 1;
                rightSquares -= 2 * --right[c] + 1;
                int onLeft = i + 1, onRight = rows.Length - onLeft;
                if (_keys[i] == _keys[i + 1] || onLeft < options.MinLeafSamples || onRight < options.MinLeafSamples) continue;
                double purity = (double)leftSquares / onLeft + (double)rightSquares / onRight;
                if (purity <= best) continue;
                best = purity;
                question = (f, _keys[i]);
            }
        }
        return question;
    }

    private static long SumOfSquares(long[] counts) => counts.Sum(n => n * n);

    private void Sort(ReadOnlySpan<int> rows, int feature)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            _keys[i] = values[rows[i] * features + feature];
            _sorted[i] = rows[i];
        }
        _keys.AsSpan(0, rows.Length).Sort(_sorted.AsSpan(0, rows.Length));
    }

    // Puts the rows that answer yes in front and returns their number.
    private int Partition(Span<int> rows, int feature, double threshold)
    {
        int yes = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (values[rows[i] * features + feature] > threshold) continue;
            (rows[yes], rows[i]) = (rows[i], rows[yes]);
            yes++;
        }
        return yes;
    }
}
