using System.Globalization;

namespace AutoDiff.Metrics;

/// <summary>
/// A metric, or the reason why these samples do not have it: the area under the ROC curve of one class is no number, and no number should stand for it.
/// </summary>
public readonly record struct MetricValue
{
    private readonly double _value;

    private MetricValue(double value, bool isDefined, string? note)
    {
        _value = value;
        IsDefined = isDefined;
        Note = note;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsDefined { get; }

    /// <summary>Why there is none, or by which convention the value stands; null for an ordinary value.</summary>
    public string? Note { get; }

    /// <exception cref="UndefinedMetricException">There is none; the message says why.</exception>
    public double Value => IsDefined ? _value : throw new UndefinedMetricException(Note ?? "The metric was not computed.");

    /// <summary>The value; NaN where there is none.</summary>
    public double OrNaN => IsDefined ? _value : double.NaN;

    public static MetricValue Of(double value) => new(value, true, null);

    /// <summary>A value that stands by a convention which the reader should know.</summary>
    public static MetricValue ByConvention(double value, string note) => new(value, true, note);

    public static MetricValue Undefined(string reason) => new(double.NaN, false, reason);

    public override string ToString() => IsDefined ? _value.ToString(CultureInfo.InvariantCulture) : $"undefined ({Note})";
}
