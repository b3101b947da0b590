namespace AutoDiff;

/// <summary>
/// Divides labelled rows into a training and a test part that hold the same share of each class. The same labels, fraction and seed give
/// the same parts.
/// </summary>
/// <param name="Train">Row numbers of the training part, in random order.</param>
/// <param name="Test">Row numbers of the test part, in random order.</param>
public sealed record StratifiedSplit(int[] Train, int[] Test)
{
    /// <summary>
    /// Draws the split. The test part has round(n * fraction) rows; each class gives its share of them, rounded down, and the rows still
    /// missing come from the classes with the largest remainder.
    /// </summary>
    /// <param name="labels">Class of each row; any integers.</param>
    /// <param name="testFraction">Share of the rows for the test part, strictly between 0 and 1.</param>
    /// <param name="seed">Chooses the rows.</param>
    /// <exception cref="ArgumentException">The fraction is not between 0 and 1, or one part would be empty.</exception>
    public static StratifiedSplit Create(ReadOnlySpan<int> labels, double testFraction, ulong seed)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentException($"The test fraction is {testFraction}; it has to lie between 0 and 1.", nameof(testFraction));
        int wanted = (int)Math.Round(labels.Length * testFraction, MidpointRounding.AwayFromZero);
        if (wanted == 0 || wanted == labels.Length)
            throw new ArgumentException($"{labels.Length} rows and a test fraction of {testFraction} leave one part empty.", nameof(labels));

        var classes = RowsByClass(labels);
        var testCounts = TestCounts(classes, wanted, testFraction);
        var train = new List<int>(labels.Length - wanted);
        var test = new List<int>(wanted);
        for (int c = 0; c < classes.Count; c++)
        {
            var rows = classes[c].ToArray();
            new CounterRandom(seed, RandomDomain.Split + 2 + (ulong)c).Shuffle(rows.AsSpan());
            test.AddRange(rows.AsSpan(0, testCounts[c]));
            train.AddRange(rows.AsSpan(testCounts[c]));
        }
        return new StratifiedSplit(Mixed(train, seed, 0), Mixed(test, seed, 1));
    }

    private static List<List<int>> RowsByClass(ReadOnlySpan<int> labels)
    {
        var classes = new SortedDictionary<int, List<int>>();
        for (int row = 0; row < labels.Length; row++)
        {
            if (!classes.TryGetValue(labels[row], out var rows)) classes.Add(labels[row], rows = []);
            rows.Add(row);
        }
        return [.. classes.Values];
    }

    private static int[] TestCounts(List<List<int>> classes, int wanted, double fraction)
    {
        var counts = classes.Select(rows => (int)(rows.Count * fraction)).ToArray();
        var byRemainder = Enumerable.Range(0, classes.Count).OrderByDescending(c => classes[c].Count * fraction - counts[c]);
        foreach (int c in byRemainder.Take(wanted - counts.Sum())) counts[c]++;
        return counts;
    }

    private static int[] Mixed(List<int> rows, ulong seed, ulong part)
    {
        var mixed = rows.ToArray();
        new CounterRandom(seed, RandomDomain.Split + part).Shuffle(mixed.AsSpan());
        return mixed;
    }
}
