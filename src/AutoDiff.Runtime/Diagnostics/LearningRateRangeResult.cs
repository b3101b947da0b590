namespace AutoDiff.Diagnostics;

/// <summary>Why a learning-rate range test ended.</summary>
public enum LearningRateRangeStop
{
    HighestReached,

    /// <summary>The loss rose far above its lowest value.</summary>
    Diverged,

    /// <summary>The loss became infinite or NaN.</summary>
    NotFinite,
}

/// <summary>What a range test says of a rate.</summary>
public enum LearningRateVerdict
{
    Reasonable,

    /// <summary>Beyond the rate at which the loss was lowest: there it rises again.</summary>
    TooHigh,

    /// <summary>Below a hundredth of the rate at which the loss falls fastest.</summary>
    TooLow,

    /// <summary>The loss did not fall at any rate.</summary>
    NothingHelps,
}

/// <summary>The losses of a learning-rate range test, and what they suggest.</summary>
public sealed class LearningRateRangeResult
{
    // The loss has to fall by this share for a rate to count as useful.
    private const double LeastFall = 0.02;

    private const double TooLowShare = 0.01;

    internal LearningRateRangeResult(IReadOnlyList<double> rates, IReadOnlyList<double> losses, LearningRateRangeStop stop)
    {
        (Rates, Losses, Stop) = (rates, losses, stop);
        Smoothed = Smooth(losses);
        if (Smoothed.Count < 3) return;
        int lowest = 0;
        for (int i = 1; i < Smoothed.Count; i++)
            if (Smoothed[i] < Smoothed[lowest]) lowest = i;
        if (!(Smoothed[lowest] < (1 - LeastFall) * Smoothed[0])) return;
        LargestUseful = rates[lowest];
        Suggestion = rates[Steepest(lowest)];
    }

    /// <summary>The rate of each step.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The loss before each step.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The losses, each the mean of its neighbourhood: a twentieth of the steps.</summary>
    public IReadOnlyList<double> Smoothed { get; }

    public LearningRateRangeStop Stop { get; }

    /// <summary>The rate at which the smoothed loss falls fastest; null if it never falls.</summary>
    public double? Suggestion { get; }

    /// <summary>The rate at which the smoothed loss is lowest; null if it never falls.</summary>
    public double? LargestUseful { get; }

    /// <summary>Judges the rate that somebody wants to train with.</summary>
    public LearningRateVerdict Judge(double rate) =>
        Suggestion is not { } suggestion ? LearningRateVerdict.NothingHelps
        : rate > LargestUseful ? LearningRateVerdict.TooHigh
        : rate < TooLowShare * suggestion ? LearningRateVerdict.TooLow
        : LearningRateVerdict.Reasonable;

    private int Steepest(int lowest)
    {
        int best = 1;
        for (int i = 1; i <= lowest && i + 1 < Smoothed.Count; i++)
            if (Smoothed[i + 1] - Smoothed[i - 1] < Smoothed[best + 1] - Smoothed[best - 1]) best = i;
        return best;
    }

    // Centred, so that the curve is not shifted towards higher rates as a running average would shift it.
    private static double[] Smooth(IReadOnlyList<double> losses)
    {
        int reach = Math.Max(1, losses.Count / 40);
        var smoothed = new double[losses.Count];
        for (int i = 0; i < smoothed.Length; i++)
        {
            int first = Math.Max(0, i - reach), last = Math.Min(losses.Count - 1, i + reach);
            for (int k = first; k <= last; k++) smoothed[i] += losses[k] / (last - first + 1);
        }
        return smoothed;
    }
}
