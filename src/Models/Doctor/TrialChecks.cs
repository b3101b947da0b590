using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Doctor;

/// <summary>Gradient norms and update ratios of the first steps of a training.</summary>
internal static class TrialChecks
{
    private const int Steps = 100;

    // The steps of a fresh Adam have the length of the learning rate whatever the gradient is; a hundredth of the weights is common then.
    private const double SmallestRatio = 1e-5, LargestRatio = 0.1, HopelessRatio = 1;

    /// <summary>Gradients of two layers, each by the root of its size, that are further apart than this do not train at one rate.</summary>
    private const double LargestSpread = 1e4;

    public static IEnumerable<Finding> Run(Patient patient)
    {
        var network = patient.Examined();
        var parameters = network.EnumerateParameters();
        var ratios = new UpdateRatioLog<float>(patient.Optimizer(patient.LearningRate), parameters);
        var norms = new GradientNormLog<float>(parameters);
        var run = new TrainingRun<float>(patient.Loss(network), ratios);
        for (int step = 0; step < Steps; step++)
        {
            run.Step();
            norms.Observe(run.Gradient);
        }
        return [Norms(norms, [.. parameters.Where(p => !p.IsBuffer)]), Ratios(ratios, parameters)];
    }

    private static Finding Norms(GradientNormLog<float> log, ModelParameter[] tensors)
    {
        double[] sizes = [.. tensors.Select((p, i) => log.Average(i) / Math.Sqrt(p.Shape.Length))];
        int largest = Array.IndexOf(sizes, sizes.Max()), smallest = Array.IndexOf(sizes, sizes.Min());
        string figure = $"root mean square from {NumberText.Short(sizes[smallest])} ({tensors[smallest].Name}) to {NumberText.Short(sizes[largest])} ({tensors[largest].Name}), {log.AlarmCount} alarms in {log.Steps} steps";
        double spread = sizes[largest] / sizes[smallest];
        if (log.Alarms.FirstOrDefault(a => !a.IsFinite) is { } broken)
            return new Finding("gradient norms", FindingStatus.Fail, double.NaN, figure, $"the gradient of {broken.Name} is not finite in step {broken.Step}, element {broken.NonFiniteElement}", "lower the learning rate or clip the gradient");
        if (!(spread <= LargestSpread))
            return new Finding("gradient norms", FindingStatus.Fail, spread, figure, "one rate cannot train layers whose gradients are so far apart", "start the weights by their fans, or normalize between the layers");
        if (log.Alarms.Count > 0)
            return new Finding("gradient norms", FindingStatus.Warn, log.AlarmCount, figure, $"the gradient of {log.Alarms[0].Name} leapt from about {NumberText.Short(log.Alarms[0].Average)} to {NumberText.Short(log.Alarms[0].Norm)} in step {log.Alarms[0].Step}", "clip the gradient, and look at that batch");
        return new Finding("gradient norms", FindingStatus.Pass, spread, figure, "all layers get gradients, and none leaps");
    }

    private static Finding Ratios(UpdateRatioLog<float> log, IReadOnlyList<ModelParameter> parameters)
    {
        // Vectors start at 0 or 1 and have no scale of their own.
        var matrices = parameters.Where(p => !p.IsBuffer && p.Shape.Rank > 1).Select(p => p.Name).ToHashSet();
        var ratios = log.Ratios.Where(r => matrices.Contains(r.Name)).ToList();
        string figure = string.Join(", ", ratios.Select(r => $"{r.Name} {NumberText.Short(r.Mean)}"));
        if (ratios.FirstOrDefault(r => r.Steps == 0) is { } still)
            return new Finding("update ratios", FindingStatus.Fail, 0, figure, $"{still.Name} does not move", "look for a gradient that is cut off, or a learning rate of 0");
        double largest = ratios.Max(r => r.Mean), smallest = ratios.Min(r => r.Mean);
        if (largest > LargestRatio)
            return new Finding("update ratios", largest > HopelessRatio ? FindingStatus.Fail : FindingStatus.Warn, largest, figure, "a step changes a large part of a layer; about 1e-3 is usual, up to 0.1 in the first steps of Adam", "lower the learning rate");
        if (smallest < SmallestRatio)
            return new Finding("update ratios", FindingStatus.Warn, smallest, figure, "the steps are tiny; about 1e-3 is usual", "raise the learning rate");
        return new Finding("update ratios", FindingStatus.Pass, largest, figure, "a step changes a small part of each layer");
    }
}
