using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>The whole step of each case: forward and backward pass, value and gradient, or one step of training.</summary>
public class KernelBenchmarks
{
    private int _workersBefore;
    private Action _step = null!;

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<string> Names => Cases.All;

    [GlobalSetup]
    public void Prepare()
    {
        _workersBefore = WorkerPool.MaxWorkers;
        WorkerPool.MaxWorkers = Threads;
        _step = Cases.Prepare(Case).ForwardBackward;
    }

    [GlobalCleanup]
    public void Restore() => WorkerPool.MaxWorkers = _workersBefore;

    [Benchmark]
    public void ForwardBackward() => _step();
}
