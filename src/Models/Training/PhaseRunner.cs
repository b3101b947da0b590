using System.Diagnostics;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Training;

/// <summary>Runs a phase to its end, reports its progress, and stops where it is asked to or where the loss is no longer a number.</summary>
/// <param name="reporter">Hears of steps and epochs.</param>
/// <param name="checkpoint">Where the state goes on interruption.</param>
public sealed class PhaseRunner(IRunReporter reporter, string checkpoint)
{
    /// <summary>Test accuracy at the end.</summary>
    /// <exception cref="CommandException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted; the step under way was finished and a checkpoint written.</exception>
    public double Run(Phase phase, CancellationToken cancellation)
    {
        double sum = 0;
        int counted = 0;
        var time = Stopwatch.StartNew();
        while (phase.StepCount < phase.Steps)
        {
            int epoch = (int)(phase.StepCount / phase.Batches) + 1, batch = (int)(phase.StepCount % phase.Batches) + 1;
            double rate = phase.LearningRate;
            double loss = phase.Step();
            if (!double.IsFinite(loss))
                throw new CommandException(ExitCode.Diverged,
                    $"{phase.Name} training diverged: the loss is {NumberText.Short(loss)} in epoch {epoch}, batch {batch}. Lower the learning rate with --lr.");
            sum += loss;
            counted++;
            reporter.Step(new TrainingStep(phase.Name, epoch, phase.Epochs, batch, phase.Batches, loss));
            if (cancellation.IsCancellationRequested)
            {
                phase.SaveCheckpoint(checkpoint);
                throw new OperationCanceledException(cancellation);
            }
            if (batch < phase.Batches) continue;
            reporter.Epoch(new TrainingEpoch(phase.Name, epoch, phase.Epochs, sum / counted, phase.TestAccuracy(), rate, time.Elapsed));
            (sum, counted) = (0, 0);
            time.Restart();
        }
        return phase.TestAccuracy();
    }
}
