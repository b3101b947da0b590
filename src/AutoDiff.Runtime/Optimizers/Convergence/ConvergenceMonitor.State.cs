namespace AutoDiff.Optimizers;

public sealed partial class ConvergenceMonitor
{
    /// <inheritdoc/>
    public string StateKind => nameof(ConvergenceMonitor);

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long steps = Steps, bestStep = BestStep, reason = (long)Reason;
        double seconds = Elapsed.TotalSeconds;
        string explanation = Explanation;
        visitor.Count("steps", ref steps);
        visitor.Number("best_loss", ref _bestValue);
        visitor.Count("best_step", ref bestStep);
        visitor.Count("reason", ref reason);
        visitor.Text("explanation", ref explanation);
        visitor.Number("seconds", ref seconds);
        visitor.Values("window", _window);
        visitor.VaryingValues("previous_parameters", ref _previous);
        (Steps, BestStep, Reason, Explanation) = (steps, bestStep, (ConvergenceReason)reason, explanation);
        _earlier = TimeSpan.FromSeconds(seconds) - _elapsed();
    }
}
