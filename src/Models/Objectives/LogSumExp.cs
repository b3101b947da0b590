namespace AutoDiff.Models.Objectives;

/// <summary>The logarithm of a sum of exponentials.</summary>
public static partial class LogSumExp
{
    /// <summary>m + ln Σ exp(x_i − m) with m = max x, which no exponential overflows.</summary>
    /// <param name="x">One number or more.</param>
    [Differentiable]
    public static double Value(ReadOnlySpan<double> x)
    {
        double max = double.NegativeInfinity;
        foreach (double v in x) max = Math.Max(max, v);
        double sum = 0;
        foreach (double v in x) sum += Math.Exp(v - max);
        return max + Math.Log(sum);
    }
}
