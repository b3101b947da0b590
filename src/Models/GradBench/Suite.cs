namespace AutoDiff.Models.GradBench;

/// <summary>All modules that the tool knows.</summary>
internal static class Suite
{
    public static IReadOnlyList<IModule> Modules { get; } =
    [
        new HelloModule(), new LogSumExpModule(), new LeastSquaresModule(), new MixtureModule(), new LstmModule(), new BundleAdjustmentModule(),
        new RungeKuttaModule(), new ClusterModule(), new DeterminantModule(), new ParticleModule(), new SaddleModule(),
    ];
}
