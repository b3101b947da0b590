using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;
using AutoDiff.Optimizers;

namespace AutoDiff.Models.Doctor;

/// <summary>Which loss scale gradients in half precision would need.</summary>
internal static class LossScaleCheck
{
    private const int Steps = 100;

    // From the top scale to the bottom one and some more.
    private const double LargestSkippedShare = 0.25;

    public static Finding Run(Patient patient)
    {
        var network = patient.Examined();
        var loss = patient.Loss(network);
        var log = new LossScaleLog<float>(new LossScale<float>(patient.Optimizer(patient.SafeRate)), network.EnumerateParameters());
        var gradient = new float[network.Parameters.Length];
        long lost = 0, all = 0;
        for (int step = 0; step < Steps; step++)
        {
            loss.Evaluate(step % loss.Batches, gradient);
            foreach (ref float g in gradient.AsSpan())
            {
                float rounded = (float)(Half)(float)(g * log.Scaling.Scale);
                if (g != 0) all++;
                if (g != 0 && rounded == 0) lost++;
                g = rounded;
            }
            log.Step(network.Parameters, gradient);
        }
        double share = all > 0 ? (double)lost / all : 0;
        string figure = $"scale {NumberText.Short(log.Scaling.Scale)}, {log.Scaling.SkippedSteps} of {log.Steps} steps left out, {NumberText.Percent(share)} of the gradients vanish";
        if (log.IsStuck || log.SkippedShare > LargestSkippedShare)
            return new Finding("loss scale", FindingStatus.Fail, log.Scaling.Scale, figure, $"in half precision {log.Changes[^1].Cause} overflows at every scale", "clip the gradient, or keep float32");
        return new Finding("loss scale", FindingStatus.Pass, log.Scaling.Scale, figure, "gradients would fit half precision at this scale");
    }
}
