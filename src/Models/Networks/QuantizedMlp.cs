using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// <see cref="ImageMlp{T}"/> with the normalizations folded into the layers, for training in the presence of int8 rounding: weights are rounded to
/// int8 with a scale per row, images and hidden activations to uint8 with one scale each.
/// </summary>
[Model]
public sealed partial class QuantizedMlp<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Parameter]
    [Shape("H", "I")]
    public partial Tensor<T> Weight1 { get; }

    [Parameter]
    [Shape("H")]
    public partial Tensor<T> Bias1 { get; }

    [Parameter]
    [Shape("H", "H")]
    public partial Tensor<T> Weight2 { get; }

    [Parameter]
    [Shape("H")]
    public partial Tensor<T> Bias2 { get; }

    [Parameter]
    [Shape("C", "H")]
    public partial Tensor<T> Weight3 { get; }

    [Parameter]
    [Shape("C")]
    public partial Tensor<T> Bias3 { get; }

    /// <summary>Steps of the codes of the images and of both hidden layers.</summary>
    [Buffer(Init = Initialization.Ones)]
    [Shape("3")]
    public partial Tensor<T> ActivationScales { get; }

    /// <summary>Cross-entropy of a batch with rounded weights and activations.</summary>
    /// <param name="x">Images, [N, I].</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <param name="weightScale1">Step of each row of the first weight, [H].</param>
    /// <param name="weightScale2">Step of each row of the second weight, [H].</param>
    /// <param name="weightScale3">Step of each row of the third weight, [C].</param>
    /// <param name="imageScale">Step of the images.</param>
    /// <param name="hiddenScale1">Step of the first hidden layer.</param>
    /// <param name="hiddenScale2">Step of the second hidden layer.</param>
    /// <returns>The loss, and the largest activation of both hidden layers for the observers of their ranges.</returns>
    [Differentiable]
    public (T Loss, T Largest1, T Largest2) Loss(
        [NoGradient][Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets,
        [NoGradient][Shape("H")] Tensor<T> weightScale1, [NoGradient][Shape("H")] Tensor<T> weightScale2, [NoGradient][Shape("C")] Tensor<T> weightScale3,
        [NoGradient] T imageScale, [NoGradient] T hiddenScale1, [NoGradient] T hiddenScale2)
    {
        T lowest = T.CreateChecked(-127), highest = T.CreateChecked(127), top = T.CreateChecked(255);
        var images = FakeQuantization.PerTensor(x, imageScale, T.Zero, T.Zero, top);
        var hidden1 = Relu(Layers.Linear(images, FakeQuantization.PerRowSymmetric(Weight1, weightScale1, lowest, highest), Bias1));
        var codes1 = FakeQuantization.PerTensor(hidden1, hiddenScale1, T.Zero, T.Zero, top);
        var hidden2 = Relu(Layers.Linear(codes1, FakeQuantization.PerRowSymmetric(Weight2, weightScale2, lowest, highest), Bias2));
        var codes2 = FakeQuantization.PerTensor(hidden2, hiddenScale2, T.Zero, T.Zero, top);
        var logits = Layers.Linear(codes2, FakeQuantization.PerRowSymmetric(Weight3, weightScale3, lowest, highest), Bias3);
        return (Losses.CrossEntropy(logits, targets), Max(hidden1), Max(hidden2));
    }

    /// <summary>Takes over a trained network with its normalizations folded in; without rounding both give the same logits.</summary>
    /// <exception cref="ArgumentException">The extents differ.</exception>
    public void Fold(ImageMlp<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Weight1.Shape != Weight1.Shape || source.Weight3.Shape != Weight3.Shape)
            throw new ArgumentException($"The source has layers {source.Weight1.Shape} and {source.Weight3.Shape}, this network {Weight1.Shape} and {Weight3.Shape}.", nameof(source));
        T epsilon = T.CreateChecked(ImageMlp<T>.Epsilon);
        var none = Tensor<T>.Zeros(Bias1.Length);
        var (weight1, bias1) = Normalization.FoldBatchNorm(source.Weight1, none, source.Gamma1, source.Beta1, source.RunningMean1, source.RunningVariance1, epsilon);
        var (weight2, bias2) = Normalization.FoldBatchNorm(source.Weight2, none, source.Gamma2, source.Beta2, source.RunningMean2, source.RunningVariance2, epsilon);
        weight1.CopyTo(Weight1);
        bias1.CopyTo(Bias1);
        weight2.CopyTo(Weight2);
        bias2.CopyTo(Bias2);
        source.Weight3.CopyTo(Weight3);
        source.Bias3.CopyTo(Bias3);
    }

    /// <summary>Both hidden layers without rounding, to observe their ranges before training with rounding starts.</summary>
    /// <param name="x">[N, I].</param>
    public (Tensor<T> Hidden1, Tensor<T> Hidden2) Hidden(Tensor<T> x)
    {
        var hidden1 = Relu(Layers.Linear(x, Weight1, Bias1));
        return (hidden1, Relu(Layers.Linear(hidden1, Weight2, Bias2)));
    }

    /// <summary>Logits without rounding.</summary>
    /// <param name="x">[N, I].</param>
    /// <returns>[N, C].</returns>
    public Tensor<T> Logits(Tensor<T> x) => Layers.Linear(Hidden(x).Hidden2, Weight3, Bias3);
}
