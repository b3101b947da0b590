using System.Globalization;
using AutoDiff.Models.Data;
using AutoDiff.Neighbors;
using AutoDiff.Trees;

namespace AutoDiff.Models.Explain;

/// <summary>What scaling changes: for gradient descent, for nearest neighbours and for trees, measured on the tables that come with the program.</summary>
public static class ScalingExplanation
{
    private const int Neighbors = 5;

    public static void Write(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine("Accuracy in five-fold cross-validation; scalers learn from the training part only");
        output.WriteLine($"{"data",-22}{"classifier",-14}{"raw",10}{"min-max",10}{"standardized",14}   predictions that scaling changed");
        foreach (var table in (ShippedTable[])[ShippedTable.Wine, ShippedTable.BreastCancer, ShippedTable.Digits])
        {
            WriteRow(output, table, $"{Neighbors}-NN", NearestNeighbors);
            WriteRow(output, table, "tree", Tree);
        }
        output.WriteLine();
        output.WriteLine("Gradient descent with step 1/L on logistic regression (ridge 1e-3), breast-cancer, until the gradient is below 1e-3");
        output.WriteLine($"{"scaling",-14}{"condition",12}{"steps",22}{"gradient",12}{"loss",9}");
        foreach (var variant in ScalingVariant.All) WriteDescent(output, ShippedTable.BreastCancer, variant);
        output.WriteLine();
        output.WriteLine("Nearest neighbours add up features of different units: unscaled, the largest unit decides.");
        output.WriteLine("Where all features have one unit (digits), there is little to gain, and standardizing");
        output.WriteLine("stretches pixels that are almost always white. A tree compares one feature with one number:");
        output.WriteLine("scaling moves both. Gradient descent needs steps in proportion to the condition number, the");
        output.WriteLine("largest over the smallest curvature. The optima differ: the penalty acts in other units.");
    }

    private static void WriteRow(TextWriter output, ShippedTable table, string classifier, CrossValidation.Classifier predict)
    {
        int[][] predicted = [.. ScalingVariant.All.Select(v => CrossValidation.Predict(table, v, predict))];
        double[] accuracy = [.. predicted.Select(p => CrossValidation.Accuracy(table, p))];
        string changed = string.Join(", ", predicted.Skip(1).Select(p => Different(p, predicted[0])));
        string size = $"{table.Name} {table.Labels.Length}x{table.Features}";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size,-22}{classifier,-14}{accuracy[0],10:F3}{accuracy[1],10:F3}{accuracy[2],14:F3}   {changed}"));
    }

    private static void WriteDescent(TextWriter output, ShippedTable table, ScalingVariant variant)
    {
        var (rows, _) = variant.Apply(table.Rows, [], table.Features);
        var run = GradientDescentRun.Of(rows, table.Features, table.Labels);
        string steps = run.Converged ? run.Steps.ToString("N0", CultureInfo.InvariantCulture)
            : "not in " + run.Steps.ToString("N0", CultureInfo.InvariantCulture);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{variant.Name,-14}{run.Condition,12:0.0E+0}{steps,22}{run.GradientNorm,12:0.0E+0}{run.Loss,9:F3}"));
    }

    private static int Different(int[] a, int[] b) => a.Zip(b, (x, y) => x == y ? 0 : 1).Sum();

    private static int[] NearestNeighbors(double[] train, int[] labels, double[] test, int features) =>
        new NearestNeighborClassifier<double>(Tensor<double>.Wrap(train, labels.Length, features), labels, Neighbors)
            .Predict(Tensor<double>.Wrap(test, test.Length / features, features));

    private static int[] Tree(double[] train, int[] labels, double[] test, int features)
    {
        var tree = DecisionTree.Fit<double>(train, features, labels);
        return [.. Enumerable.Range(0, test.Length / features).Select(r => tree.Predict<double>(test.AsSpan(r * features, features)))];
    }
}
