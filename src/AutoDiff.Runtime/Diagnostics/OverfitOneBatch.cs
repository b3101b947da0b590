using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Diagnostics;

/// <summary>Options of <see cref="OverfitOneBatch"/>.</summary>
public sealed record OverfitOptions
{
    public int MaxSteps { get; init; } = 500;

    /// <summary>The share of the initial loss that has to be reached.</summary>
    public double TargetShare { get; init; } = 0.01;

    /// <summary>Which batch.</summary>
    public int Batch { get; init; }
}

/// <summary>How <see cref="OverfitOneBatch"/> ended.</summary>
public enum OverfitOutcome
{
    /// <summary>The loss fell below the share that was asked for.</summary>
    Reached,

    /// <summary>It did not within the steps that were allowed.</summary>
    NotReached,

    /// <summary>The loss became infinite or NaN.</summary>
    NotFinite,
}

/// <summary>What <see cref="OverfitOneBatch"/> found.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="InitialLoss">The loss before the first step.</param>
/// <param name="BestLoss">The lowest loss.</param>
/// <param name="Steps">Steps taken.</param>
public sealed record OverfitResult(OverfitOutcome Outcome, double InitialLoss, double BestLoss, int Steps)
{
    public bool Passed => Outcome == OverfitOutcome.Reached;

    /// <summary>The lowest loss as a share of the first.</summary>
    public double Share => BestLoss / InitialLoss;
}

/// <summary>
/// Trains on one batch alone. A model that cannot bring the loss of a handful of samples to nearly 0 has too little capacity or a gradient,
/// a loss or an optimizer that is wrong; whether it would generalize is another question.
/// </summary>
public static class OverfitOneBatch
{
    /// <summary>Repeats one batch until its loss is a small share of what it was; the model gets its numbers back.</summary>
    /// <param name="loss">The model and its loss.</param>
    /// <param name="optimizer">A fresh one.</param>
    /// <param name="options">Null takes the defaults: below 1 % within 500 steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or there is no such batch.</exception>
    /// <exception cref="ArgumentException">The initial loss is not positive, so that there is no share of it.</exception>
    public static OverfitResult Run<T>(IBatchLoss<T> loss, IOptimizer<T> optimizer, OverfitOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new OverfitOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxSteps);
        if (options.TargetShare is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), options.TargetShare, "The share to reach lies in (0, 1).");
        var run = new TrainingRun<T>(loss, optimizer);
        if ((uint)options.Batch >= (uint)loss.Batches)
            throw new ArgumentOutOfRangeException(nameof(options), options.Batch, $"There are {loss.Batches} batches; number them from 0.");
        var before = new ModelSnapshot<T>(loss.Model);
        try
        {
            return Repeat(run, options);
        }
        finally
        {
            before.Restore();
        }
    }

    private static OverfitResult Repeat<T>(TrainingRun<T> run, OverfitOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double initial = run.Step(options.Batch), best = initial;
        if (!double.IsFinite(initial)) return new OverfitResult(OverfitOutcome.NotFinite, initial, best, 0);
        if (initial <= 0)
            throw new ArgumentException($"The initial loss is {initial}; a share of it is only defined for a positive loss. Subtract the lowest loss that is possible.", nameof(run));
        // The last round measures what the last step achieved.
        for (int step = 1; ; step++)
        {
            double loss = run.Step(options.Batch);
            if (!double.IsFinite(loss)) return new OverfitResult(OverfitOutcome.NotFinite, initial, best, step);
            best = Math.Min(best, loss);
            if (best < options.TargetShare * initial) return new OverfitResult(OverfitOutcome.Reached, initial, best, step);
            if (step == options.MaxSteps) return new OverfitResult(OverfitOutcome.NotReached, initial, best, step);
        }
    }
}
