using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Doctor;

/// <summary>The first loss against that of a guess.</summary>
internal static class InitialLossCheck
{
    /// <summary>Above this multiple of a guess the model is sure of wrong answers.</summary>
    private const double FailingShare = 0.5;

    public static Finding Run(Patient patient)
    {
        var loss = patient.Loss(patient.Examined());
        var gradient = new float[loss.Model.Parameters.Length];
        double sum = 0;
        for (int batch = 0; batch < loss.Batches; batch++) sum += loss.Evaluate(batch, gradient);
        var result = InitialLoss.OfClasses(sum / loss.Batches, Math.Max(2, patient.Classes));
        string figure = $"{NumberText.Short(result.Measured)}, a guess has {NumberText.Short(result.Expected)}";
        return result.Verdict switch
        {
            InitialLossVerdict.TooHigh or InitialLossVerdict.NotFinite => new Finding("initial loss",
                result.Measured <= result.Expected * (1 + FailingShare) ? FindingStatus.Warn : FindingStatus.Fail, result.Measured, figure,
                "the model is sure of wrong answers", "start the last layer smaller, and its bias at the logarithms of the class frequencies"),
            InitialLossVerdict.TooLow when !patient.IsTrained => new Finding("initial loss", FindingStatus.Warn, result.Measured, figure,
                "an untrained model knows something already", "look for the label among the inputs, and for the number that the loss is divided by"),
            _ => new Finding("initial loss", FindingStatus.Pass, result.Measured, figure, patient.IsTrained ? "the stored model is no worse than a guess" : "the model starts without preference"),
        };
    }
}
