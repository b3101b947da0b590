namespace AutoDiff.Models.Tests.Doctor;

/// <summary>The determinism check sets the number of workers of the process: tests that run it do not run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkerCount
{
    public const string Name = "Number of workers";
}
