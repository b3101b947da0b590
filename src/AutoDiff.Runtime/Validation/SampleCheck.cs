using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The checks that metrics and scalers share.</summary>
internal static class SampleCheck
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SameLength(int expected, int actual, string expectedName, string actualName)
    {
        if (actual != expected)
            throw new ArgumentException($"There are {expected} {expectedName} and {actual} {actualName}; each sample needs one of both.", actualName);
    }

    /// <summary>Weights may be left out; else there is one for each sample, finite and not negative.</summary>
    public static void Weights(ReadOnlySpan<double> weights, int samples)
    {
        if (weights.IsEmpty) return;
        SameLength(samples, weights.Length, "samples", "weights");
        for (int i = 0; i < weights.Length; i++)
            if (!(weights[i] >= 0 && weights[i] <= double.MaxValue)) throw Weight(i, weights[i]);
    }

    public static InvalidSampleException Weight(long row, double weight) =>
        new($"the weight is {weight}.", "Weights have to be finite and not negative; 0 leaves the sample out.", row);

    /// <exception cref="InvalidSampleException">A label is neither 0 nor 1.</exception>
    public static void BinaryLabels(ReadOnlySpan<int> labels)
    {
        for (int i = 0; i < labels.Length; i++)
            if ((uint)labels[i] > 1) throw BinaryLabel(i, labels[i]);
    }

    public static InvalidSampleException BinaryLabel(long row, int label) =>
        new($"the label is {label}.", "Labels of two classes are 0 and 1.", row);

    /// <exception cref="InvalidSampleException">A label is negative or not below the number of classes.</exception>
    public static void ClassLabels(ReadOnlySpan<int> labels, int classes)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new InvalidSampleException($"the label is {labels[i]}.", $"Labels of {classes} classes are 0 to {classes - 1}.", i);
        }
    }

    public static InvalidSampleException NaN(string what, long row) => new($"the {what} is NaN.", "A NaN has no place in an order; remove the sample or repair the model.", row);

    /// <exception cref="InvalidSampleException">A number is NaN.</exception>
    public static void NoNaN<T>(ReadOnlySpan<T> values, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
            if (T.IsNaN(values[i])) throw NaN(what, i);
    }

    /// <exception cref="InvalidSampleException">A number is NaN or infinite.</exception>
    public static void Finite<T>(ReadOnlySpan<T> values, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
            if (!T.IsFinite(values[i])) throw new InvalidSampleException($"the {what} is {values[i]}.", "Only finite numbers can be used.", i);
    }

    /// <summary>For a number of a table of rows.</summary>
    public static InvalidSampleException NotFinite(double value, long row, int column, string? table = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"the value is {value}."), "Remove the row or fill the value in; only finite numbers can be used.", row, column, table);

    /// <exception cref="ArgumentException">There are no samples.</exception>
    public static void NotEmpty(int samples, [CallerMemberName] string metric = "")
    {
        if (samples == 0) throw new ArgumentException($"{metric} of no samples has no value; give at least one.");
    }
}
