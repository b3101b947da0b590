using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Doctor;

/// <summary>Whether the network can learn one batch by heart.</summary>
internal static class OverfitCheck
{
    public static Finding Run(Patient patient)
    {
        var result = OverfitOneBatch.Run(patient.Loss(patient.Fresh()), patient.Optimizer(patient.SafeRate));
        string figure = $"from {NumberText.Short(result.InitialLoss)} to {NumberText.Short(result.BestLoss)} in {result.Steps} steps";
        return result.Passed ? new Finding("overfit one batch", FindingStatus.Pass, result.Share, figure, "the network can learn a batch by heart, so gradient and optimizer work together")
            : new Finding("overfit one batch", FindingStatus.Fail, result.Share, figure, "a network that cannot learn one batch by heart will not learn the data",
                "run 'autodiff gradcheck', remove weight decay and other regularization, add hidden units with --set hidden=N, look for equal images with different labels");
    }
}
