using System.Diagnostics;

namespace AutoDiff.Models.Bench;

/// <summary>Times an action: warm-up, then repetitions for a time budget; median and minimum.</summary>
public static class BenchTimer
{
    /// <returns>Median and smallest time of one call, in microseconds.</returns>
    public static (double Median, double Best) Measure(Action action, double budgetSeconds)
    {
        ArgumentNullException.ThrowIfNull(action);
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < 3 || (Stopwatch.GetElapsedTime(start).TotalSeconds < budgetSeconds * 0.25 && calls < 400))
        {
            action();
            calls++;
        }

        // Very short actions are timed several at a time: the clock itself costs tens of nanoseconds.
        long once = Stopwatch.GetTimestamp();
        action();
        int inner = Math.Max(1, (int)(50e-6 / Math.Max(Stopwatch.GetElapsedTime(once).TotalSeconds, 1e-7)));
        var times = new List<double>(2000);
        long begin = Stopwatch.GetTimestamp();
        while (times.Count < 7 || (Stopwatch.GetElapsedTime(begin).TotalSeconds < budgetSeconds && times.Count < 2000))
        {
            long t = Stopwatch.GetTimestamp();
            for (int i = 0; i < inner; i++) action();
            times.Add(Stopwatch.GetElapsedTime(t).TotalMicroseconds / inner);
        }
        times.Sort();
        return (times[times.Count / 2], times[0]);
    }
}
