using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Diagnostics;

/// <summary>Options of <see cref="LearningRateRange"/>.</summary>
public sealed record LearningRateRangeOptions
{
    public double Lowest { get; init; } = 1e-6;

    public double Highest { get; init; } = 10;

    /// <summary>Steps from the lowest rate to the highest.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>The test ends where the loss rises above this multiple of its lowest value.</summary>
    public double DivergenceFactor { get; init; } = 4;
}

/// <summary>
/// The learning-rate range test (Smith, 2017): the rate grows by the same factor at each step. The loss stays, falls, and rises again;
/// a good rate lies where it falls fastest, and none beyond where it is lowest.
/// </summary>
public static class LearningRateRange
{
    /// <summary>Takes the steps and gives the model its numbers back.</summary>
    /// <param name="loss">The model and its loss.</param>
    /// <param name="optimizer">Makes a fresh optimizer that follows a schedule.</param>
    /// <param name="options">Null takes the defaults: 100 steps from 1e-6 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LearningRateRangeResult Run<T>(IBatchLoss<T> loss, Func<Schedule, IOptimizer<T>> optimizer, LearningRateRangeOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        options ??= new LearningRateRangeOptions();
        Options.Positive(options.Lowest, nameof(LearningRateRangeOptions.Lowest));
        Options.Positive(options.Highest, nameof(LearningRateRangeOptions.Highest));
        if (options.Highest <= options.Lowest)
            throw new ArgumentOutOfRangeException(nameof(options), options.Highest, $"The highest rate has to be above the lowest, {options.Lowest}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 10);
        if (!(options.DivergenceFactor > 1)) throw new ArgumentOutOfRangeException(nameof(options), options.DivergenceFactor, "DivergenceFactor has to be above 1.");
        var schedule = new GrowingSchedule(options.Lowest, options.Highest, options.Steps);
        var run = new TrainingRun<T>(loss, optimizer(schedule));
        var before = new ModelSnapshot<T>(loss.Model);
        try
        {
            return Sweep(run, schedule, options);
        }
        finally
        {
            before.Restore();
        }
    }

    private static LearningRateRangeResult Sweep<T>(TrainingRun<T> run, Schedule schedule, LearningRateRangeOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<double> rates = [], losses = [];
        double best = double.PositiveInfinity;
        for (int step = 0; step < options.Steps; step++)
        {
            double loss = run.Step();
            if (!double.IsFinite(loss)) return new LearningRateRangeResult(rates, losses, LearningRateRangeStop.NotFinite);
            rates.Add(schedule.At(step));
            losses.Add(loss);
            // Two steps on end, so that one hard batch does not end the test.
            double level = step == 0 ? loss : Math.Min(loss, losses[^2]);
            best = Math.Min(best, level);
            if (best > 0 && level > options.DivergenceFactor * best) return new LearningRateRangeResult(rates, losses, LearningRateRangeStop.Diverged);
        }
        return new LearningRateRangeResult(rates, losses, LearningRateRangeStop.HighestReached);
    }

    private sealed record GrowingSchedule(double Lowest, double Highest, int Steps) : Schedule
    {
        public override double At(long step) => Lowest * Math.Pow(Highest / Lowest, (double)step / (Steps - 1));
    }
}
