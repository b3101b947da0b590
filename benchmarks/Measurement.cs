using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AutoDiff.Benchmarks;

/// <summary>How all benchmarks of this project are measured.</summary>
internal static class Measurement
{
    /// <summary>
    /// In the process of the runner: kernels are compiled with full optimization at their first call whatever the process, and the cases
    /// need no project of their own, which would have to compile the model zoo once more for each of them.
    /// </summary>
    public static IConfig Settings { get; } = ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(7))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default);
}
