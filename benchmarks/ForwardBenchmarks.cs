using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>The forward pass of the cases that have one.</summary>
public class ForwardBenchmarks
{
    private int _workersBefore;
    private Action _forward = null!;

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<string> Names => Cases.WithForward;

    [GlobalSetup]
    public void Prepare()
    {
        _workersBefore = WorkerPool.MaxWorkers;
        WorkerPool.MaxWorkers = Threads;
        _forward = Cases.Prepare(Case).Forward ?? throw new InvalidOperationException($"{Case} has no forward pass; name it in {nameof(Cases)}.");
    }

    [GlobalCleanup]
    public void Restore() => WorkerPool.MaxWorkers = _workersBefore;

    [Benchmark]
    public void Forward() => _forward();
}
