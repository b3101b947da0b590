using System.Globalization;
using System.Text.RegularExpressions;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Bench;

/// <summary>Runs the kernel benchmark and prints one line a case and thread count.</summary>
public static class KernelBench
{
    /// <summary>The columns of the CSV form; times in microseconds, medians and minima.</summary>
    public const string Header = "case,shape,threads,forward_us,forward_backward_us,best_forward_us,best_forward_backward_us";

    /// <param name="output">Where the lines go.</param>
    /// <param name="threads">Thread counts to measure.</param>
    /// <param name="only">Regular expression on the case name; null for all.</param>
    /// <param name="budgetSeconds">Time for each measurement.</param>
    /// <param name="cancellation">Stops after the current case.</param>
    public static void Run(TextWriter output, IReadOnlyList<int> threads, string? only, double budgetSeconds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(threads);
        var filter = only is null ? null : Filter(only);
        int before = WorkerPool.MaxWorkers;
        output.WriteLine(Header);
        try
        {
            foreach (var bench in KernelCases.All())
            {
                if (filter?.IsMatch(bench.Name) == false) continue;
                BenchData.Memory = new Workspace();
                GC.Collect();
                var (forward, forwardBackward) = bench.Prepare();
                foreach (int count in threads)
                {
                    if (cancellation.IsCancellationRequested) return;
                    WorkerPool.MaxWorkers = count;
                    (double Median, double Best)? f = forward is null ? null : BenchTimer.Measure(forward, budgetSeconds);
                    var (median, best) = BenchTimer.Measure(forwardBackward, budgetSeconds);
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{bench.Name},{bench.Shape},{count},{f?.Median:F1},{median:F1},{f?.Best:F1},{best:F1}"));
                    output.Flush();
                }
            }
            double peak = FmaPeak.Measure();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# fma peak of one thread {peak:F1} GFLOP/s (float)"));
        }
        finally
        {
            WorkerPool.MaxWorkers = before;
        }
    }

    /// <summary>A filter on case names.</summary>
    internal static Regex Filter(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage($"--only {pattern}: not a regular expression: {error.Message}");
        }
    }
}
