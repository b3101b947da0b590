namespace AutoDiff.Tests.Threading;

/// <summary>Tests that set the number of workers do not run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkerCount
{
    public const string Name = "Number of workers";

    /// <summary>Sets the number of workers for the length of a test.</summary>
    public static IDisposable Set(int workers) => new Scope(workers);

    private sealed class Scope : IDisposable
    {
        private readonly int _before = WorkerPool.MaxWorkers;

        public Scope(int workers) => WorkerPool.MaxWorkers = workers;

        public void Dispose() => WorkerPool.MaxWorkers = _before;
    }
}
