namespace AutoDiff.Clustering;

/// <summary>Whether to go on after an iteration.</summary>
internal static class StopRule
{
    /// <summary>The first rule that holds, or null.</summary>
    public static KMeansStop? After(List<KMeansIteration> trace, KMeansOptions options, double meanVariance)
    {
        var last = trace[^1];
        bool goOn = options.Observer?.Invoke(last) ?? true;
        // A relocated cluster changes labels in the next iteration, even if none changed in this one.
        if (last.Reassigned == 0 && last.Relocated == 0) return KMeansStop.LabelsUnchanged;
        if (options.AbsoluteTolerance is { } absolute && last.SquaredShift <= absolute) return KMeansStop.AbsoluteTolerance;
        if (options.RelativeTolerance is { } relative && last.SquaredShift <= relative * meanVariance) return KMeansStop.RelativeTolerance;
        if (options.ObjectiveTolerance is { } objective && trace.Count > 1
            && Math.Abs(trace[^2].Inertia - last.Inertia) <= objective * trace[^2].Inertia) return KMeansStop.ObjectiveTolerance;
        if (!goOn) return KMeansStop.Observer;
        return trace.Count >= options.MaxIterations ? KMeansStop.MaxIterations : null;
    }
}
