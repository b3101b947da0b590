using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;
using AutoDiff.Models.Training;
using AutoDiff.Optimizers;

namespace AutoDiff.Models.Doctor;

/// <summary>Trains on the data, on shuffled labels and on black images, and compares.</summary>
internal static class BaselineCheck
{
    private const int Steps = 300;

    /// <summary>More images than this change no verdict.</summary>
    private const int MeasuredImages = 4096;

    public static Finding Run(Patient patient)
    {
        var result = Baselines.Compare(kind => Train(patient, kind));
        string figure = $"held-out loss {NumberText.Short(result.AsGiven.HeldOut)}, with shuffled labels {NumberText.Short(result.ShuffledLabels.HeldOut)}, without inputs {NumberText.Short(result.ZeroInput.HeldOut)}";
        double value = result.AsGiven.HeldOut;
        return result.Verdict switch
        {
            BaselineVerdict.Learns => new Finding("baselines", FindingStatus.Pass, value, figure, "the network learns from images and labels"),
            BaselineVerdict.InputsIgnored => new Finding("baselines", FindingStatus.Fail, value, figure, "the network does no better than without its inputs", "look at what reaches the first layer, and at the scale of the inputs"),
            BaselineVerdict.LabelsUninformative => new Finding("baselines", FindingStatus.Fail, value, figure, "the labels predict nothing: they do not belong to the images", "look at some images beside their labels, and at how the two files were joined"),
            BaselineVerdict.Leaks => new Finding("baselines", FindingStatus.Fail, value, figure, "a network trained on shuffled labels predicts the true ones", "look for the label among the inputs"),
            _ => new Finding("baselines", FindingStatus.Fail, value, figure, "a loss is not finite", "lower the learning rate"),
        };
    }

    private static BaselineScore Train(Patient patient, BaselineKind kind)
    {
        ImageSet train = patient.Data.Train, test = patient.Data.Test;
        if (kind == BaselineKind.ShuffledLabels) train = train with { Labels = Baselines.ShuffledLabels<int>(train.Labels, patient.Seed) };
        if (kind == BaselineKind.ZeroInput) (train, test) = (Black(train), Black(test));
        var network = patient.Fresh();
        var run = new TrainingRun<float>(patient.Loss(network, train), patient.Optimizer(new CosineSchedule(patient.SafeRate, Steps)));
        for (int step = 0; step < Steps; step++) run.Step();
        return new BaselineScore(Measure(network, train), Measure(network, test));
    }

    private static ImageSet Black(ImageSet set) => set with { Images = Tensor<float>.Zeros(set.Count, set.Pixels) };

    private static double Measure(ImageMlp<float> network, ImageSet set)
    {
        int count = Math.Min(set.Count, MeasuredImages);
        return Losses.CrossEntropy(network.Logits(set.Images.Slice(0, count)), Tensor<int>.Wrap(set.Labels, count));
    }
}
