namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>The value of each reduction of a list of elements.</summary>
internal static class Reductions
{
    public static double Apply(ReduceKind kind, double[] x) => kind switch
    {
        ReduceKind.Sum => x.Sum(),
        ReduceKind.Product => x.Aggregate(1.0, (a, b) => a * b),
        ReduceKind.Max => x.Aggregate(double.NegativeInfinity, Math.Max),
        ReduceKind.Min => x.Aggregate(double.PositiveInfinity, Math.Min),
        ReduceKind.LogSumExp => LogSumExp(x),
        ReduceKind.Norm => Math.Sqrt(x.Sum(v => v * v)),
        _ => throw new NotSupportedException(kind.ToString()),
    };

    /// <summary>softmax of one element of a list; infinite entries share the whole, entries of negative infinity get nothing.</summary>
    public static double Softmax(double element, double[] x, bool log)
    {
        double max = Apply(ReduceKind.Max, x);
        if (double.IsNaN(max)) return double.NaN;
        double probability = double.IsPositiveInfinity(max) ? (element == max ? 1.0 / x.Count(v => v == max) : 0)
            : double.IsNegativeInfinity(max) ? 0
            : Math.Exp(element - LogSumExp(x));
        return !log ? probability : double.IsInfinity(max) ? Math.Log(probability) : element - LogSumExp(x);
    }

    private static double LogSumExp(double[] x)
    {
        double max = Apply(ReduceKind.Max, x);
        return double.IsFinite(max) ? max + Math.Log(x.Sum(v => Math.Exp(v - max))) : max;
    }
}
