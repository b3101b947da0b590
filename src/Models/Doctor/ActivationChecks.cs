using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Doctor;

/// <summary>The outputs of the layers over an epoch: their scale, and units that never answer.</summary>
internal static class ActivationChecks
{
    public static IEnumerable<Finding> Run(Patient patient)
    {
        var layers = ActivationHealth.Observe(patient.Inspect(patient.Examined()));
        return [Scale(layers), DeadUnits(layers)];
    }

    private static Finding Scale(IReadOnlyList<ActivationStatistics<float>> layers)
    {
        string figure = string.Join(", ", layers.Select(l => $"{l.Layer.Name} {NumberText.Short(l.Mean)} ± {NumberText.Short(l.Deviation)}"));
        double extreme = layers.MaxBy(l => Math.Abs(Math.Log(l.RootMeanSquare)))!.RootMeanSquare;
        var faults = layers.Aggregate(ActivationFaults.None, (all, l) => all | ActivationHealth.Judge(l));
        if (faults.HasFlag(ActivationFaults.Exploding))
            return new Finding("activations", FindingStatus.Fail, extreme, figure, "activations grow from layer to layer", "start the weights by their fans (HeNormal for ReLU) or with LSUV, and scale the inputs");
        if (faults.HasFlag(ActivationFaults.Vanishing))
            return new Finding("activations", FindingStatus.Fail, extreme, figure, "activations vanish, and the gradients with them", "start the weights by their fans (HeNormal for ReLU) or with LSUV");
        return new Finding("activations", FindingStatus.Pass, extreme, figure, "mean and deviation of each layer are of ordinary size");
    }

    private static Finding DeadUnits(IReadOnlyList<ActivationStatistics<float>> layers)
    {
        var hidden = layers.Where(l => l.Layer.CanDie).ToList();
        int dead = hidden.Sum(l => l.SilentUnits.Count);
        double share = (double)dead / hidden.Sum(l => l.Layer.Units);
        string figure = string.Join(", ", hidden.Select(l => $"{l.Layer.Name} {l.SilentUnits.Count} of {l.Layer.Units}"));
        if (dead == 0) return new Finding("dead units", FindingStatus.Pass, 0, figure, "every unit answers to some image of the epoch");
        var worst = hidden.First(l => l.SilentUnits.Count > 0);
        bool fails = hidden.Any(l => ActivationHealth.Judge(l).HasFlag(ActivationFaults.DeadUnits));
        return new Finding("dead units", fails ? FindingStatus.Fail : FindingStatus.Warn, share, figure,
            $"units that are 0 for all {worst.Samples} images of an epoch learn nothing any more, the first is unit {worst.SilentUnits[0]} of {worst.Layer.Name}",
            "lower the learning rate, start their biases at 0, or use a leaky rectifier");
    }
}
