using AutoDiff.Checking;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Training;

/// <summary>Checks the gradients that the main job uses, in double against differences of the loss.</summary>
public static class NetworkChecks
{
    private const int Samples = 8, Pixels = 6, Hidden = 5, Classes = 4;

    /// <summary>Checks the loss of <see cref="ImageMlp{T}"/> and returns how many checks failed.</summary>
    public static int Run(ulong seed, IRunReporter reporter)
    {
        var options = new GradientCheckOptions { Seed = seed };
        var result = GradientCheck.Run(ImageMlpLoss(seed), options);
        var text = new StringWriter();
        GradientCheckReport.Write(text, [result], options);
        foreach (string line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)) reporter.Note(line);
        return result.Passed ? 0 : 1;
    }

    /// <summary>The loss of a small network with respect to all its parameters.</summary>
    public static GradientCheckCase ImageMlpLoss(ulong seed)
    {
        var network = ImageMlp<double>.Create(Hidden, Pixels, Classes);
        var gradient = network.CreateGradient();
        var images = Tensor<double>.Zeros(Samples, Pixels);
        new CounterRandom(seed, 1).FillUniform(images.Span, 0, 1);
        var labels = Tensor<int>.Wrap([.. Enumerable.Range(0, Samples).Select(i => i % Classes)], Samples);
        Tensor<double> mean1 = Tensor<double>.Zeros(Hidden), variance1 = Tensor<double>.Zeros(Hidden);
        Tensor<double> mean2 = Tensor<double>.Zeros(Hidden), variance2 = Tensor<double>.Zeros(Hidden);
        CheckedParameter[] parameters =
            [.. network.EnumerateParameters().Where(p => !p.IsBuffer).Select(p => new CheckedParameter(p.Name, p.Shape, p.Offset))];
        return new GradientCheckCase("ImageMlp.Loss", "ImageMlp.cs", 0, parameters, Value, Gradient);

        double Value(ReadOnlySpan<double> point, ReadOnlySpan<double> upstream)
        {
            point.CopyTo(network.Parameters);
            return upstream[0] * network.Loss(images, labels).Loss;
        }

        void Gradient(ReadOnlySpan<double> point, ReadOnlySpan<double> upstream, Span<double> result)
        {
            point.CopyTo(network.Parameters);
            network.LossGradient(images, labels, mean1, variance1, mean2, variance2, gradient);
            for (int i = 0; i < result.Length; i++) result[i] = upstream[0] * gradient.Parameters[i];
        }
    }
}
