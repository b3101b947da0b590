using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// A classifier of small images: two hidden layers of Linear, BatchNorm and ReLU, and a linear layer to the logits. The extents are I inputs
/// (pixels), H hidden units and C classes.
/// </summary>
[Model]
public sealed partial class ImageMlp<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Added to the variances inside the root.</summary>
    public const double Epsilon = 1e-5;

    [Parameter(Init = Initialization.HeNormal)]
    [Shape("H", "I")]
    public partial Tensor<T> Weight1 { get; }

    [Parameter(Init = Initialization.Ones)]
    [Shape("H")]
    public partial Tensor<T> Gamma1 { get; }

    [Parameter]
    [Shape("H")]
    public partial Tensor<T> Beta1 { get; }

    [Parameter(Init = Initialization.HeNormal)]
    [Shape("H", "H")]
    public partial Tensor<T> Weight2 { get; }

    [Parameter(Init = Initialization.Ones)]
    [Shape("H")]
    public partial Tensor<T> Gamma2 { get; }

    [Parameter]
    [Shape("H")]
    public partial Tensor<T> Beta2 { get; }

    [Parameter(Init = Initialization.GlorotUniform)]
    [Shape("C", "H")]
    public partial Tensor<T> Weight3 { get; }

    [Parameter]
    [Shape("C")]
    public partial Tensor<T> Bias3 { get; }

    [Buffer]
    [Shape("H")]
    public partial Tensor<T> RunningMean1 { get; }

    [Buffer(Init = Initialization.Ones)]
    [Shape("H")]
    public partial Tensor<T> RunningVariance1 { get; }

    [Buffer]
    [Shape("H")]
    public partial Tensor<T> RunningMean2 { get; }

    [Buffer(Init = Initialization.Ones)]
    [Shape("H")]
    public partial Tensor<T> RunningVariance2 { get; }

    /// <summary>Cross-entropy of a batch in training.</summary>
    /// <param name="x">Images, [N, I], N at least 2.</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <returns>The loss, and mean and unbiased variance of both hidden layers for <see cref="UpdateRunningStatistics"/>.</returns>
    [Differentiable]
    public (T Loss, Tensor<T> Mean1, Tensor<T> Variance1, Tensor<T> Mean2, Tensor<T> Variance2) Loss(
        [NoGradient][Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets)
    {
        T epsilon = T.CreateChecked(Epsilon);
        var (hidden1, mean1, variance1) = Normalization.BatchNorm(Layers.LinearNoBias(x, Weight1), Gamma1, Beta1, epsilon);
        var (hidden2, mean2, variance2) = Normalization.BatchNorm(Layers.LinearNoBias(Relu(hidden1), Weight2), Gamma2, Beta2, epsilon);
        T loss = Losses.CrossEntropy(Layers.Linear(Relu(hidden2), Weight3, Bias3), targets);
        return (loss, mean1, variance1, mean2, variance2);
    }

    /// <summary>Logits of images with the running statistics.</summary>
    /// <param name="x">[N, I].</param>
    /// <returns>[N, C].</returns>
    public Tensor<T> Logits(Tensor<T> x)
    {
        T epsilon = T.CreateChecked(Epsilon);
        var hidden1 = Normalization.BatchNormInference(Layers.LinearNoBias(x, Weight1), Gamma1, Beta1, RunningMean1, RunningVariance1, epsilon);
        var hidden2 = Normalization.BatchNormInference(Layers.LinearNoBias(Relu(hidden1), Weight2), Gamma2, Beta2, RunningMean2, RunningVariance2, epsilon);
        return Layers.Linear(Relu(hidden2), Weight3, Bias3);
    }

    /// <summary>Moves the running statistics towards those of a batch.</summary>
    public void UpdateRunningStatistics(Tensor<T> mean1, Tensor<T> variance1, Tensor<T> mean2, Tensor<T> variance2, T momentum)
    {
        RunningStatistics.Update(RunningMean1, mean1, momentum);
        RunningStatistics.Update(RunningVariance1, variance1, momentum);
        RunningStatistics.Update(RunningMean2, mean2, momentum);
        RunningStatistics.Update(RunningVariance2, variance2, momentum);
    }
}
