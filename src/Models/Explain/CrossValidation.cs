using AutoDiff.Models.Data;

namespace AutoDiff.Models.Explain;

/// <summary>Trains on four fifths and predicts the rest, five times: every row is predicted once.</summary>
public static class CrossValidation
{
    private const int Folds = 5;

    /// <summary>Learns from rows and labels and returns the classes of other rows.</summary>
    public delegate int[] Classifier(double[] train, int[] labels, double[] test, int features);

    /// <returns>The predicted class of each row of the table.</returns>
    public static int[] Predict(ShippedTable table, ScalingVariant variant, Classifier classifier)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(classifier);
        int[] fold = FoldsOf(table), predicted = new int[table.Labels.Length];
        for (int k = 0; k < Folds; k++)
        {
            int[] train = [.. Enumerable.Range(0, fold.Length).Where(r => fold[r] != k)], test = [.. Enumerable.Range(0, fold.Length).Where(r => fold[r] == k)];
            var (trainRows, testRows) = variant.Apply(Rows(table, train), Rows(table, test), table.Features);
            int[] classes = classifier(trainRows, [.. train.Select(r => table.Labels[r])], testRows, table.Features);
            for (int i = 0; i < test.Length; i++) predicted[test[i]] = classes[i];
        }
        return predicted;
    }

    /// <summary>The mean over the folds of the share of rows that were recognised.</summary>
    public static double Accuracy(ShippedTable table, int[] predicted)
    {
        ArgumentNullException.ThrowIfNull(table);
        return FoldsOf(table).Select((fold, row) => (Fold: fold, IsRight: table.Labels[row] == predicted[row] ? 1.0 : 0))
            .GroupBy(r => r.Fold, r => r.IsRight).Average(fold => fold.Average());
    }

    private static int[] FoldsOf(ShippedTable table) => StratifiedFolds.Of(table.Labels, Folds, seed: 0);

    private static double[] Rows(ShippedTable table, int[] rows) =>
        [.. rows.SelectMany(r => table.Rows[(r * table.Features)..((r + 1) * table.Features)])];
}
