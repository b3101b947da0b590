using System.Diagnostics;
using System.Globalization;

namespace AutoDiff.Models.Bench;

/// <summary>Times long actions and prints lines as the program for other libraries does: <c>case,impl,threads,dtype,reps,median_s,min_s,max_s,note</c>.</summary>
public sealed class PeerTimer(TextWriter output, int threads, double budgetSeconds)
{
    public const string Header = "case,impl,threads,dtype,reps,median_s,min_s,max_s,note";

    private const int MostRepetitions = 7;

    /// <summary>At least three repetitions after one that warms up.</summary>
    /// <param name="name">The case.</param>
    /// <param name="implementation">What is measured.</param>
    /// <param name="type">Element type.</param>
    /// <param name="action">What to time.</param>
    /// <param name="note">Written behind the times, from the median in seconds.</param>
    public void Measure(string name, string implementation, string type, Action action, Func<double, string>? note = null)
    {
        action();
        var times = new List<double>();
        long begin = Stopwatch.GetTimestamp();
        while (times.Count < 3 || (times.Count < MostRepetitions && Stopwatch.GetElapsedTime(begin).TotalSeconds < budgetSeconds))
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        times.Sort();
        double median = times[times.Count / 2];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name},{implementation},{threads},{type},{times.Count},{median:F6},{times[0]:F6},{times[^1]:F6},{note?.Invoke(median)}"));
        output.Flush();
    }
}
