namespace AutoDiff.Checking;

/// <summary>Compares a slope with differences of a function along a line.</summary>
internal static class LineCheck
{
    private const double RoundingUnit = 1.1102230246251565e-16;

    /// <summary>Rounding errors of the function's own last steps, in units in the last place of its value.</summary>
    private const double ValueRoundings = 8;

    private const double Refinement = 8;

    public enum Verdict
    {
        Agrees,
        Kink,
        Differs,
    }

    public readonly record struct Outcome(Verdict Verdict, double Numeric, double RelativeError, double Tolerance);

    /// <param name="along">The function at a distance from the point.</param>
    /// <param name="step">The distance of the difference.</param>
    /// <param name="analytic">The slope to compare.</param>
    /// <param name="options">The tolerances.</param>
    public static Outcome Compare(Func<double, double> along, double step, double analytic, GradientCheckOptions options)
    {
        var wide = Difference.At(along, step);
        var outcome = Judge(wide, analytic, options);
        if (outcome.Verdict == Verdict.Agrees) return outcome;

        // A strongly curved function, or a kink beside the point, agrees at a smaller step.
        var narrow = Difference.At(along, step / Refinement);
        var refined = Judge(narrow, analytic, options);
        if (refined.Verdict == Verdict.Agrees) return refined;
        if (!IsKink(wide, narrow)) return outcome;

        double low = Math.Min(narrow.Left, narrow.Right) - refined.Tolerance, high = Math.Max(narrow.Left, narrow.Right) + refined.Tolerance;
        return analytic >= low && analytic <= high ? refined with { Verdict = Verdict.Kink, RelativeError = 0 } : refined;
    }

    private static Outcome Judge(Difference difference, double analytic, GradientCheckOptions options)
    {
        double numeric = difference.Central;
        double scale = Math.Max(Math.Abs(analytic), Math.Abs(numeric));
        double error = Math.Abs(analytic - numeric);
        double tolerance = options.AbsoluteTolerance + options.RelativeTolerance * scale + difference.Noise;
        double relative = error / (scale + options.AbsoluteTolerance / options.RelativeTolerance);
        // NaN differs, and so does an infinity, whose tolerance would be infinite too.
        return new Outcome(double.IsFinite(error) && error <= tolerance ? Verdict.Agrees : Verdict.Differs, numeric, double.IsFinite(error) ? relative : double.PositiveInfinity, tolerance);
    }

    // The two one-sided slopes of a smooth function approach each other in proportion to the step; at a kink they stay apart.
    private static bool IsKink(Difference wide, Difference narrow) =>
        narrow.Gap > 0.5 * wide.Gap && narrow.Gap > 4 * narrow.Noise + 1e-6 * Math.Max(Math.Abs(narrow.Left), Math.Abs(narrow.Right));

    private readonly record struct Difference(double Left, double Right, double Noise)
    {
        public double Central => (Left + Right) / 2;

        public double Gap => Math.Abs(Right - Left);

        public static Difference At(Func<double, double> along, double step)
        {
            double before = along(-step), here = along(0), after = along(step);
            double size = Math.Max(Math.Abs(here), Math.Max(Math.Abs(before), Math.Abs(after)));
            return new Difference((here - before) / step, (after - here) / step, ValueRoundings * RoundingUnit * size / step);
        }
    }
}
