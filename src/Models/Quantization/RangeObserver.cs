namespace AutoDiff.Models;

/// <summary>Scale and zero point of an integer format: value = (code - ZeroPoint) · Scale.</summary>
public readonly record struct QuantizationGrid(float Scale, int ZeroPoint);

/// <summary>
/// Learns the range of a tensor from batches. The first batch sets the range; after that each end moves by the fraction <c>momentum</c> of the way to
/// that of the batch, or, with momentum 1 and <c>keep</c>, to the widest range seen.
/// </summary>
/// <param name="momentum">Weight of a new batch, in (0, 1].</param>
/// <param name="keepExtremes">Never narrow the range: the plain minimum and maximum.</param>
public sealed class RangeObserver(double momentum, bool keepExtremes = false)
{
    private readonly double _momentum = momentum is > 0 and <= 1 ? momentum
        : throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "The weight of a new batch lies in (0, 1].");

    /// <summary>Batches seen.</summary>
    public int Batches { get; private set; }

    public double Low { get; private set; }

    public double High { get; private set; }

    /// <summary>Takes note of the range of a batch.</summary>
    /// <exception cref="ArgumentException">The range is not finite or empty.</exception>
    public void Observe(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentException($"A range from {low} to {high} cannot be observed; the values have to be finite.", nameof(low));
        if (Batches++ == 0) (Low, High) = (low, high);
        else if (keepExtremes) (Low, High) = (Math.Min(Low, low), Math.Max(High, high));
        else (Low, High) = (Low + _momentum * (low - Low), High + _momentum * (high - High));
    }

    /// <summary>Takes note of the smallest and the largest value; an empty batch changes nothing.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Observe(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) return;
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (float value in values)
        {
            // Math.Min propagates NaN, so that it is reported below.
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        Observe(low, high);
    }

    /// <summary>The grid of codes lowest..highest that covers the range and represents 0 exactly.</summary>
    /// <exception cref="InvalidOperationException">Nothing was observed.</exception>
    public QuantizationGrid Affine(int lowest, int highest)
    {
        if (Batches == 0) throw new InvalidOperationException("The range is unknown: observe at least one batch.");
        double low = Math.Min(Low, 0), high = Math.Max(High, 0);
        double scale = high > low ? (high - low) / (highest - lowest) : 1;
        int zeroPoint = (int)Math.Clamp(Math.Round(lowest - low / scale), lowest, highest);
        return new QuantizationGrid((float)scale, zeroPoint);
    }

    /// <summary>The grid with zero point 0 whose codes -highest..highest cover the range.</summary>
    /// <exception cref="InvalidOperationException">Nothing was observed.</exception>
    public QuantizationGrid Symmetric(int highest)
    {
        if (Batches == 0) throw new InvalidOperationException("The range is unknown: observe at least one batch.");
        double size = Math.Max(Math.Abs(Low), Math.Abs(High));
        return new QuantizationGrid(size > 0 ? (float)(size / highest) : 1, 0);
    }
}
