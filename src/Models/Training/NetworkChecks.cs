using AutoDiff.Checking;
using AutoDiff.Generated;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Training;

/// <summary>Checks the gradients that the main job uses, in double against differences.</summary>
public static class NetworkChecks
{
    private static readonly string[] Used =
    [
        "ImageMlp.Loss", "QuantizedMlp.Loss", "Normalization.BatchNorm", "Layers.Linear", "Layers.LinearNoBias", "Losses.CrossEntropy",
        "FakeQuantization.PerTensor", "FakeQuantization.PerRowSymmetric",
    ];

    /// <summary>Checks the losses of both networks and the functions that they are made of, and returns how many checks failed.</summary>
    public static int Run(ulong seed, IRunReporter reporter)
    {
        var options = new GradientCheckOptions { Seed = seed };
        GradientCheckResult[] results = [.. Cases(seed).Select(c => GradientCheck.Run(c, options))];
        var text = new StringWriter();
        GradientCheckReport.Write(text, results, options);
        foreach (string line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)) reporter.Note(line);
        return results.Count(r => r.Failed);
    }

    /// <summary>The checks of the functions that the main job uses.</summary>
    public static IReadOnlyList<GradientCheckCase> Cases(ulong seed) => [.. GradientChecks.All(seed).Where(c => Used.Contains(c.Name))];
}
