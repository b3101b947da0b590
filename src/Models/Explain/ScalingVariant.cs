using AutoDiff.Preprocessing;

namespace AutoDiff.Models.Explain;

/// <summary>A way to scale, and how to make its scaler; raw data has none.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Create">Makes a scaler for so many features; null for raw data.</param>
public sealed record ScalingVariant(string Name, Func<int, FeatureScaler>? Create)
{
    public static IReadOnlyList<ScalingVariant> All { get; } =
        [new("raw", null), new("min-max", f => new MinMaxScaler(f)), new("standardized", f => new StandardScaler(f))];

    /// <summary>Both parts, scaled by what the first part teaches.</summary>
    public (double[] Train, double[] Test) Apply(double[] train, double[] test, int features)
    {
        if (Create is null) return (train, test);
        var scaler = Create(features);
        double[] scaledTrain = new double[train.Length], scaledTest = new double[test.Length];
        scaler.Fit<double>(train);
        scaler.Transform<double>(train, scaledTrain);
        scaler.Transform<double>(test, scaledTest);
        return (scaledTrain, scaledTest);
    }
}
