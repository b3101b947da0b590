namespace AutoDiff.Tests.Threading;

[Collection(WorkerCount.Name)]
public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void EveryPart_IsExecutedExactlyOnce(int workers)
    {
        using var scope = WorkerCount.Set(workers);
        foreach (int parts in (int[])[0, 1, 2, 3, 5, 64, 1000])
        {
            var counts = new int[parts];
            WorkerPool.Shared.Run(new Count(counts), parts);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void WorkerNumbers_AreBelowMaxWorkers_AndTheCallerIsZero()
    {
        using var scope = WorkerCount.Set(3);
        var caller = new ThreadOfWorker(new int[3], new int[1]);
        for (int i = 0; i < 50; i++) WorkerPool.Shared.Run(caller, 100);
        Assert.Equal(0, caller.Violations[0]);
        Assert.Equal(Environment.CurrentManagedThreadId, caller.Threads[0]);
    }

    [Fact]
    public void MorePartsThanOneWorkerCanDo_AreSharedOut()
    {
        using var scope = WorkerCount.Set(2);
        // Each of the two parts waits for the other: this ends only if two threads work on the job.
        using var meeting = new Barrier(2);
        WorkerPool.Shared.Run(new Meet(meeting), 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LowestFailure_ReachesTheCaller_AfterAllPartsEnded(int workers)
    {
        using var scope = WorkerCount.Set(workers);
        for (int repetition = 0; repetition < 20; repetition++)
        {
            var counts = new int[40];
            var failure = Assert.Throws<InvalidOperationException>(() => WorkerPool.Shared.Run(new FailFrom(counts, 17), 40));
            Assert.Equal("part 17", failure.Message);
            Assert.All(counts, count => Assert.Equal(1, count));
        }

        var after = new int[40];
        WorkerPool.Shared.Run(new Count(after), 40);
        Assert.All(after, count => Assert.Equal(1, count));
    }

    [Fact]
    public void JobStartedInsideAPart_RunsOnTheThreadOfThatPart()
    {
        using var scope = WorkerCount.Set(3);
        var violations = new int[1];
        WorkerPool.Shared.Run(new Nest(violations), 30);
        Assert.Equal(0, violations[0]);
    }

    [Fact]
    public void ConcurrentCallers_AllGetTheirPartsDone()
    {
        using var scope = WorkerCount.Set(3);
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                var counts = new int[25];
                WorkerPool.Shared.Run(new Count(counts), 25);
                if (counts.Any(count => count != 1)) throw new InvalidOperationException("A part was lost or repeated.");
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => Assert.True(caller.Join(TimeSpan.FromSeconds(20))));
    }

    [Fact]
    public void RepeatedRuns_AllocateNothing()
    {
        using var scope = WorkerCount.Set(2);
        var job = new Count(new int[64]);
        Assert.Equal(0, SettledAllocation.Of(() => WorkerPool.Shared.Run(job, 64), callsARound: 1000));
    }

    [Fact]
    public void ChangingTheNumberOfWorkersBetweenJobs_LosesNoPart()
    {
        var random = new Random(7);
        using var scope = WorkerCount.Set(2);
        for (int i = 0; i < 2000; i++)
        {
            WorkerPool.MaxWorkers = random.Next(1, 6);
            int parts = random.Next(0, 20);
            var counts = new int[parts];
            WorkerPool.Shared.Run(new Count(counts), parts);
            Assert.All(counts, count => Assert.Equal(1, count));
            if (i % 500 == 0) Thread.Sleep(2); // long enough for the workers to park
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(WorkerPool.WorkerLimit + 1)]
    public void ImpossibleNumberOfWorkers_IsRefused(int workers) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkerPool.MaxWorkers = workers);

    private readonly struct Count(int[] counts) : IJob
    {
        public void Execute(int part, int worker) => Interlocked.Increment(ref counts[part]);
    }

    private readonly struct FailFrom(int[] counts, int first) : IJob
    {
        public void Execute(int part, int worker)
        {
            Interlocked.Increment(ref counts[part]);
            if (part >= first) throw new InvalidOperationException($"part {part}");
        }
    }

    private readonly struct Meet(Barrier barrier) : IJob
    {
        public void Execute(int part, int worker) => Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(20)));
    }

    private readonly struct ThreadOfWorker(int[] threads, int[] violations) : IJob
    {
        public int[] Threads => threads;

        public int[] Violations => violations;

        public void Execute(int part, int worker)
        {
            int thread = Environment.CurrentManagedThreadId;
            int known = Interlocked.CompareExchange(ref threads[worker], thread, 0);
            if (known != 0 && known != thread) Interlocked.Increment(ref violations[0]);
        }
    }

    private readonly struct Nest(int[] violations) : IJob
    {
        public void Execute(int part, int worker)
        {
            WorkerPool.Shared.Run(new SameThread(Environment.CurrentManagedThreadId, violations), 10);
        }
    }

    private readonly struct SameThread(int thread, int[] violations) : IJob
    {
        public void Execute(int part, int worker)
        {
            if (Environment.CurrentManagedThreadId != thread || worker != 0) Interlocked.Increment(ref violations[0]);
        }
    }
}
