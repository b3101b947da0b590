using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;
using AutoDiff.Models.Doctor;
using AutoDiff.Models.Training;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Tests.Doctor;

/// <summary>Networks with planted faults, and what the checks say of them.</summary>
internal static class Patients
{
    public static readonly Settings Healthy = new() { Hidden = 48 };

    private static readonly Lazy<ImageData> Digits = new(() => ImageDataReader.Read("", 0.25, Healthy.Seed));

    public static ImageData Data => Digits.Value;

    public static IReadOnlyList<Finding> Examine(Settings? settings = null, ImageData? data = null, Func<IBatchLoss<float>, IBatchLoss<float>>? around = null) =>
        [.. Checkup.Run(new Patient(settings ?? Healthy, data ?? Data) { Around = around ?? (loss => loss) })];

    /// <summary>What the checks say of a network as training starts it, with a change to its weights.</summary>
    public static IReadOnlyList<Finding> ExamineWeights(Action<ImageMlp<float>> plant)
    {
        using var folder = new TemporaryFolder();
        return Examine(Healthy with { Model = Store(folder, plant) });
    }

    public static string Store(TemporaryFolder folder, Action<ImageMlp<float>> plant)
    {
        var network = ImageMlp<float>.Create(Healthy.Hidden, Data.Pixels, Data.Classes);
        network.Initialize(Healthy.Seed);
        plant(network);
        string path = folder.File("planted.safetensors");
        ModelFile.Save(network, path, new Dictionary<string, string> { ["kind"] = "float32", ["hidden"] = $"{network.H}", ["pixels"] = $"{network.I}", ["classes"] = $"{network.C}" });
        return path;
    }

    /// <summary>The one check that failed; all others passed.</summary>
    public static Finding OnlyFailure(IReadOnlyList<Finding> findings)
    {
        var bad = findings.Where(f => f.Status != FindingStatus.Pass).ToList();
        Assert.True(bad.Count == 1, string.Join('\n', bad));
        Assert.Equal(FindingStatus.Fail, bad[0].Status);
        Assert.NotEmpty(bad[0].Advice);
        return bad[0];
    }
}
