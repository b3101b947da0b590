namespace AutoDiff.Tests;

/// <summary>What a call allocates on its thread once everything it needs exists.</summary>
internal static class SettledAllocation
{
    private const int Rounds = 20;

    /// <summary>
    /// The least number of bytes of <see cref="Rounds"/> rounds after a warm-up. A call that allocates does so in every round; what is made once
    /// for all calls (the first job of its type that finds the worker pool free) is seen in one of them, and it may be a late one.
    /// </summary>
    public static long Of(Action call, int callsARound = 10)
    {
        for (int i = 0; i < 3; i++) call();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < callsARound; i++) call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
