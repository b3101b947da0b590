namespace AutoDiff.Diagnostics;

/// <summary>What an initial loss says.</summary>
public enum InitialLossVerdict
{
    AsExpected,

    /// <summary>The model is sure of wrong answers: the last layer starts too large, or its bias contradicts the base rates.</summary>
    TooHigh,

    /// <summary>The model knows something before it has seen any sample: a label among the inputs, or a loss that is averaged over the wrong number.</summary>
    TooLow,
    NotFinite,
}

/// <summary>An initial loss beside what it should be.</summary>
/// <param name="Measured">The loss of the untrained model, in nats.</param>
/// <param name="Expected">The loss of a model that knows nothing but what was assumed, in nats.</param>
/// <param name="Tolerance">How far the one may be from the other, relative to the expected one.</param>
public sealed record InitialLossResult(double Measured, double Expected, double Tolerance)
{
    public InitialLossVerdict Verdict =>
        !double.IsFinite(Measured) ? InitialLossVerdict.NotFinite
        : Measured > Expected * (1 + Tolerance) ? InitialLossVerdict.TooHigh
        : Measured < Expected * (1 - Tolerance) ? InitialLossVerdict.TooLow
        : InitialLossVerdict.AsExpected;
}

/// <summary>
/// Compares the cross-entropy of an untrained classifier with that of a classifier that knows nothing. Logits of variance v cost about v / 2
/// on top, so the default tolerance of a quarter lets logits of unit variance pass with ten classes.
/// </summary>
public static class InitialLoss
{
    /// <summary>How far a loss may be from the expected one, relative to it.</summary>
    public const double DefaultTolerance = 0.25;

    /// <summary>A classifier without preference: ln K.</summary>
    /// <param name="loss">Mean cross-entropy in nats.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="tolerance">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes, or a tolerance outside of (0, 1).</exception>
    public static InitialLossResult OfClasses(double loss, int classes, double tolerance = DefaultTolerance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return Result(loss, Math.Log(classes), tolerance);
    }

    /// <summary>A binary classifier that knows the base rate p (see <see cref="Initializers.DataDependentBias"/>): -p ln p - (1 - p) ln (1 - p).</summary>
    /// <param name="loss">Mean cross-entropy in nats.</param>
    /// <param name="baseRate">Share of positive samples, in (0, 1).</param>
    /// <param name="tolerance">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The base rate or the tolerance is outside of (0, 1).</exception>
    public static InitialLossResult OfBinary(double loss, double baseRate, double tolerance = DefaultTolerance)
    {
        if (baseRate is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(baseRate), baseRate, "The base rate lies in (0, 1); with one class alone there is nothing to tell apart.");
        return Result(loss, -baseRate * Math.Log(baseRate) - (1 - baseRate) * Math.Log(1 - baseRate), tolerance);
    }

    /// <summary>A classifier that knows the frequencies of the classes: their entropy, -sum p ln p.</summary>
    /// <param name="loss">Mean cross-entropy in nats.</param>
    /// <param name="counts">Samples of each class; classes without samples add nothing.</param>
    /// <param name="tolerance">In (0, 1).</param>
    /// <exception cref="ArgumentException">A count is negative, or fewer than two classes have samples.</exception>
    public static InitialLossResult OfFrequencies(double loss, ReadOnlySpan<long> counts, double tolerance = DefaultTolerance)
    {
        double total = 0, entropy = 0;
        int present = 0;
        foreach (long count in counts)
        {
            if (count < 0) throw new ArgumentException($"A class has {count} samples; counts are not negative.", nameof(counts));
            if (count > 0) present++;
            total += count;
        }
        if (present < 2) throw new ArgumentException($"{present} classes have samples; with fewer than two there is nothing to tell apart.", nameof(counts));
        foreach (long count in counts)
            if (count > 0) entropy -= count / total * Math.Log(count / total);
        return Result(loss, entropy, tolerance);
    }

    private static InitialLossResult Result(double loss, double expected, double tolerance) => tolerance is > 0 and < 1
        ? new InitialLossResult(loss, expected, tolerance)
        : throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance is a share in (0, 1).");
}
