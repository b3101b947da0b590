using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Doctor;

/// <summary>The learning rate of the settings against a range test from the start of training.</summary>
internal static class LearningRateCheck
{
    public static Finding Run(Patient patient)
    {
        var range = patient.Range;
        if (range.Rates.Count == 0) return new Finding("learning rate", FindingStatus.Fail, patient.LearningRate, "no rate", "the first loss is not finite", "scale the inputs");
        string figure = range.Suggestion is { } suggestion
            ? $"{NumberText.Short(patient.LearningRate)}, the loss falls fastest at {NumberText.Short(suggestion)} and is lowest at {NumberText.Short(range.LargestUseful!.Value)}"
            : $"{NumberText.Short(patient.LearningRate)}, the loss falls at no rate from {NumberText.Short(range.Rates[0])} to {NumberText.Short(range.Rates[^1])}";
        return range.Judge(patient.LearningRate) switch
        {
            LearningRateVerdict.TooHigh => new Finding("learning rate", FindingStatus.Fail, patient.LearningRate, figure, "at this rate the loss rises again", $"try --lr {NumberText.Short(range.Suggestion!.Value)}"),
            LearningRateVerdict.TooLow => new Finding("learning rate", FindingStatus.Warn, patient.LearningRate, figure, "training takes longer than it has to", $"try --lr {NumberText.Short(range.Suggestion!.Value)}"),
            LearningRateVerdict.NothingHelps => new Finding("learning rate", FindingStatus.Fail, patient.LearningRate, figure, "the gradient does not lead downhill", "run 'autodiff gradcheck', and look at the other findings first"),
            _ => new Finding("learning rate", FindingStatus.Pass, patient.LearningRate, figure, "the rate lies where the loss falls"),
        };
    }
}
