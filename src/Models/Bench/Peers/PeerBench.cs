using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoDiff.Models.Bench;

/// <summary>Runs cases and prints the columns that the programs for other software print.</summary>
public static class PeerBench
{
    private const string Header = "case,impl,threads,dtype,reps,median_s,min_s,max_s,note";
    private const int MaxRuns = 7, MinRuns = 3;
    private const double WarmUpSeconds = 0.6;

    /// <param name="output">Where the lines go.</param>
    /// <param name="cases">What to measure.</param>
    /// <param name="threads">Thread counts to measure.</param>
    /// <param name="only">Case names or implementations to keep; null for all.</param>
    /// <param name="budgetSeconds">Time for each case, once it has run three times.</param>
    public static void Run(TextWriter output, IEnumerable<PeerCase> cases, IReadOnlyList<int> threads, Regex? only, double budgetSeconds)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(threads);
        int before = WorkerPool.MaxWorkers;
        output.WriteLine(Header);
        try
        {
            foreach (var peer in cases)
            {
                if (only?.IsMatch(peer.Name) == false && !only.IsMatch(peer.Implementation)) continue;
                GC.Collect();
                var (action, note) = peer.Prepare();
                foreach (int count in threads)
                {
                    WorkerPool.MaxWorkers = count;
                    double[] seconds = Measure(action, budgetSeconds);
                    double median = seconds[seconds.Length / 2];
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{peer.Name},{peer.Implementation},{count},{peer.Type},{seconds.Length},{median:F6},{seconds[0]:F6},{seconds[^1]:F6},{note(median)}"));
                    output.Flush();
                }
            }
        }
        finally
        {
            WorkerPool.MaxWorkers = before;
        }
    }

    private static double[] Measure(Action action, double budgetSeconds)
    {
        // Methods are compiled again, optimized, some tenths of a second after they were called often.
        long begin = Stopwatch.GetTimestamp();
        for (int calls = 0; calls < 2 || Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpSeconds; calls++) action();
        var seconds = new List<double>();
        begin = Stopwatch.GetTimestamp();
        while (seconds.Count < MinRuns || (seconds.Count < MaxRuns && Stopwatch.GetElapsedTime(begin).TotalSeconds < budgetSeconds))
        {
            long start = Stopwatch.GetTimestamp();
            action();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return [.. seconds.Order()];
    }
}
