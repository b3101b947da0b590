namespace AutoDiff.Models.Explain;

/// <summary>Divides rows into parts in which every class has its share: the parts of scikit-learn's <c>StratifiedKFold(folds, shuffle=True, random_state=seed)</c>.</summary>
public static class StratifiedFolds
{
    /// <param name="labels">[N], from 0.</param>
    /// <param name="folds">Number of parts.</param>
    /// <param name="seed">For the shuffle.</param>
    /// <returns>The part of each row, [N].</returns>
    public static int[] Of(int[] labels, int folds, uint seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var random = new MersenneTwister(seed);
        int[] fold = new int[labels.Length];
        int before = 0;
        // Classes in the order of their first rows. Of all rows sorted by class, every folds-th one goes to the same part.
        foreach (int label in labels.Distinct())
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(r => labels[r] == label)];
            int[] parts = [.. Enumerable.Range(before, rows.Length).Select(place => place % folds).Order()];
            random.Shuffle(parts);
            for (int i = 0; i < rows.Length; i++) fold[rows[i]] = parts[i];
            before += rows.Length;
        }
        return fold;
    }
}
