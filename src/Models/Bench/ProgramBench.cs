using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoDiff.Models.Bench;

/// <summary>Runs the program benchmark: objective, gradient, and their ratio, one line a case, on one thread.</summary>
public static class ProgramBench
{
    /// <summary>The columns; times in microseconds, medians and minima; the ratio is that of the medians.</summary>
    public const string Header = "case,shape,objective_us,gradient_us,ratio,best_objective_us,best_gradient_us";

    /// <param name="output">Where the lines go.</param>
    /// <param name="only">Case names that match are measured; null for all.</param>
    /// <param name="budgetSeconds">Time for each measurement.</param>
    public static void Run(TextWriter output, Regex? only, double budgetSeconds)
    {
        ArgumentNullException.ThrowIfNull(output);
        int before = WorkerPool.MaxWorkers;
        WorkerPool.MaxWorkers = 1;
        output.WriteLine(Header);
        try
        {
            foreach (var program in ProgramCases.All())
            {
                if (only?.IsMatch(program.Name) == false) continue;
                var (objective, gradient) = program.Prepare();
                var (median, best) = BenchTimer.Measure(objective, budgetSeconds);
                var (gradientMedian, gradientBest) = BenchTimer.Measure(gradient, budgetSeconds);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{program.Name},{program.Shape},{median:F1},{gradientMedian:F1},{gradientMedian / median:F2},{best:F1},{gradientBest:F1}"));
                output.Flush();
            }
        }
        finally
        {
            WorkerPool.MaxWorkers = before;
        }
    }
}
