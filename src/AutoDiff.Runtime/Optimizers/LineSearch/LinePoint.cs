namespace AutoDiff.Optimizers;

/// <summary>A point on the line of a search.</summary>
/// <param name="Step">Distance in multiples of the direction.</param>
/// <param name="Value">The function there.</param>
/// <param name="Slope">Its derivative along the direction.</param>
internal readonly record struct LinePoint(double Step, double Value, double Slope)
{
    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);

    /// <summary>
    /// The minimum of the cubic through both points with their slopes (Nocedal and Wright, "Numerical Optimization", 2006, formula 3.59), kept away from the
    /// ends of the interval; its middle where the cubic has no minimum.
    /// </summary>
    public static double Between(LinePoint a, LinePoint b)
    {
        double low = Math.Min(a.Step, b.Step), high = Math.Max(a.Step, b.Step), margin = 0.1 * (high - low);
        double d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);
        double square = d1 * d1 - a.Slope * b.Slope;
        double middle = 0.5 * (low + high);
        if (!(square >= 0)) return middle;
        double d2 = Math.CopySign(Math.Sqrt(square), b.Step - a.Step);
        double step = b.Step - (b.Step - a.Step) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
        return double.IsFinite(step) ? Math.Clamp(step, low + margin, high - margin) : middle;
    }
}
