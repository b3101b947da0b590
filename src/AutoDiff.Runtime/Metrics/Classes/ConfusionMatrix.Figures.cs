namespace AutoDiff.Metrics;

public sealed partial class ConfusionMatrix
{
    /// <summary>Share of the samples that were recognised.</summary>
    public MetricValue Accuracy => Quotient(Hits, Total, "There are no samples.");

    /// <summary>Mean recall of the classes that have samples.</summary>
    public MetricValue BalancedAccuracy => MacroAverage(Recall);

    /// <summary>
    /// Cohen's kappa: (observed - chance agreement) / (1 - chance agreement). Undefined if chance alone agrees always.
    /// </summary>
    public MetricValue Kappa
    {
        get
        {
            double total = Total, chance = Enumerable.Range(0, Classes).Sum(c => Actual(c) * Predicted(c));
            return Quotient(Hits * total - chance, total * total - chance, "All samples are of one class and were taken for it; chance would do the same.");
        }
    }

    /// <summary>The correlation coefficient of Matthews, for any number of classes (Gorodkin, 2004). Undefined if one class only was present or predicted.</summary>
    public MetricValue Matthews
    {
        get
        {
            double total = Total, cross = 0, actual = 0, predicted = 0;
            for (int c = 0; c < Classes; c++)
            {
                cross += Actual(c) * Predicted(c);
                actual += Actual(c) * Actual(c);
                predicted += Predicted(c) * Predicted(c);
            }
            double spread = Math.Sqrt(total * total - predicted) * Math.Sqrt(total * total - actual);
            return Quotient(Hits * total - cross, spread, "Only one class is present or predicted.");
        }
    }

    /// <summary>Of what was taken for the class, the share that is of it.</summary>
    public MetricValue Precision(int c) => Quotient(this[c, c], Predicted(c), $"Nothing was predicted as class {c}.");

    /// <summary>Of the class, the share that was recognised (sensitivity, true positive rate).</summary>
    public MetricValue Recall(int c) => Quotient(this[c, c], Actual(c), $"Class {c} has no samples.");

    /// <summary>Of the other classes, the share that was not taken for this one (true negative rate).</summary>
    public MetricValue Specificity(int c)
    {
        double others = Total - Actual(c);
        return Quotient(others - (Predicted(c) - this[c, c]), others, $"All samples are of class {c}.");
    }

    /// <summary>(1 + β²) precision recall / (β² precision + recall); β = 1 is the harmonic mean, larger values favour recall.</summary>
    public MetricValue F(int c, double beta = 1)
    {
        double square = beta * beta;
        return Quotient((1 + square) * this[c, c], square * Actual(c) + Predicted(c), $"Class {c} is neither present nor predicted.");
    }

    /// <summary>Intersection over union: hits / (present or predicted).</summary>
    public MetricValue Jaccard(int c) => Quotient(this[c, c], Actual(c) + Predicted(c) - this[c, c], $"Class {c} is neither present nor predicted.");

    /// <summary>The mean of a figure over the classes for which it is defined, for instance <c>MacroAverage(matrix.Precision)</c>.</summary>
    public MetricValue MacroAverage(Func<int, MetricValue> figure) => Average(figure, _ => 1);

    /// <summary>The mean of a figure over the classes for which it is defined, by the weight of their samples.</summary>
    public MetricValue WeightedAverage(Func<int, MetricValue> figure) => Average(figure, Actual);

    private MetricValue Average(Func<int, MetricValue> figure, Func<int, double> share)
    {
        ArgumentNullException.ThrowIfNull(figure);
        double sum = 0, total = 0;
        for (int c = 0; c < Classes; c++)
        {
            var value = figure(c);
            if (!value.IsDefined) continue;
            sum += share(c) * value.Value;
            total += share(c);
        }
        return Quotient(sum, total, "The figure is undefined for every class.");
    }

    private static MetricValue Quotient(double part, double whole, string reason) => whole > 0 ? MetricValue.Of(part / whole) : MetricValue.Undefined(reason);
}
