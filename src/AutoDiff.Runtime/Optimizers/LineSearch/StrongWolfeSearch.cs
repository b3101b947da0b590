namespace AutoDiff.Optimizers;

/// <summary>
/// Line search for the strong Wolfe conditions: bracket, then zoom with cubic interpolation (Nocedal and Wright, 2006, algorithms 3.5 and 3.6). A point where
/// the function is infinite or NaN is too far: the step shrinks towards the last finite point.
/// </summary>
internal ref struct StrongWolfeSearch(WolfeConditions conditions, Func<double, LinePoint> evaluate)
{
    private const double Expansion = 2, LargestStep = 1e20;

    private LinePoint _best;

    /// <summary>Evaluations so far.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The accepted point; where the conditions were never met, the lowest one found; null where no step decreases the function.</summary>
    public LinePoint? Run(LinePoint start, double firstStep)
    {
        _best = start;
        LinePoint previous = start;
        double step = firstStep;
        while (Evaluations < conditions.MaxEvaluations && step < LargestStep)
        {
            var point = At(step);
            if (!point.IsFinite)
            {
                // Outside of where the function is defined: nearer, half of the way to what is known.
                double nearer = previous.Step + 0.5 * (step - previous.Step);
                if (!(nearer > previous.Step)) break;
                var shrunk = Shrink(previous, nearer);
                if (!shrunk.IsFinite) break;
                point = shrunk;
                if (IsAccepted(start, point)) return point;
                if (point.Slope < 0 && !IsTooHigh(start, previous, point)) return Lowest(start);
            }
            if (IsTooHigh(start, previous, point)) return Zoom(start, previous, point);
            if (IsFlat(start, point)) return point;
            if (point.Slope >= 0) return Zoom(start, point, previous);
            previous = point;
            step = Expansion * point.Step;
        }
        return Lowest(start);
    }

    private LinePoint Shrink(LinePoint known, double step)
    {
        var point = At(step);
        while (!point.IsFinite && Evaluations < conditions.MaxEvaluations)
        {
            step = known.Step + 0.5 * (step - known.Step);
            if (!(step > known.Step)) break;
            point = At(step);
        }
        return point;
    }

    private LinePoint? Zoom(LinePoint start, LinePoint low, LinePoint high)
    {
        while (Evaluations < conditions.MaxEvaluations)
        {
            double step = high.IsFinite ? LinePoint.Between(low, high) : 0.5 * (low.Step + high.Step);
            if (Math.Abs(high.Step - low.Step) <= 1e-16 * Math.Max(1, Math.Abs(low.Step))) break;
            var point = At(step);
            if (!point.IsFinite || IsTooHigh(start, low, point))
            {
                high = point;
                continue;
            }
            if (IsFlat(start, point)) return point;
            if (point.Slope * (high.Step - low.Step) >= 0) high = low;
            low = point;
        }
        return Lowest(start);
    }

    private LinePoint At(double step)
    {
        Evaluations++;
        var point = evaluate(step);
        if (point.IsFinite && point.Value < _best.Value) _best = point;
        return point;
    }

    private readonly bool IsAccepted(LinePoint start, LinePoint point) => !IsTooHigh(start, start, point) && IsFlat(start, point);

    private readonly bool IsTooHigh(LinePoint start, LinePoint reference, LinePoint point) =>
        point.Value > start.Value + conditions.SufficientDecrease * point.Step * start.Slope || (reference.Step > 0 && point.Value >= reference.Value);

    private readonly bool IsFlat(LinePoint start, LinePoint point) => Math.Abs(point.Slope) <= -conditions.Curvature * start.Slope;

    private readonly LinePoint? Lowest(LinePoint start) => _best.Step > 0 && _best.Value < start.Value ? _best : null;
}
