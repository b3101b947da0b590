using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Mean of max(0, margin - t x): zero once a sample is on its side by the margin; at the margin the derivative is that of the slope.</summary>
    /// <param name="x">Scores, [N].</param>
    /// <param name="target">t, 1 or -1, [N].</param>
    /// <param name="margin">1 in the classical loss.</param>
    [Differentiable]
    public static T Hinge<T>([Shape("N")] Tensor<T> x, [NoGradient][Shape("N")] Tensor<T> target, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(PositivePart(margin - target * x));

    /// <summary>Mean of max(0, margin - t x)². See <see cref="Hinge"/>.</summary>
    [Differentiable]
    public static T SquaredHinge<T>([Shape("N")] Tensor<T> x, [NoGradient][Shape("N")] Tensor<T> target, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(Square(PositivePart(margin - target * x)));

    /// <summary>Mean of x where t = 1 and of max(0, margin - x) where t = -1. PyTorch: <c>hinge_embedding_loss</c>.</summary>
    /// <param name="x">Distances, [N].</param>
    /// <param name="target">t, 1 for similar pairs and -1 for others, [N].</param>
    /// <param name="margin">How far apart other pairs should be.</param>
    [Differentiable]
    public static T HingeEmbedding<T>([Shape("N")] Tensor<T> x, [NoGradient][Shape("N")] Tensor<T> target, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(Where(target > 0, x, PositivePart(margin - x)));

    /// <summary>Mean of max(0, margin - t (x1 - x2)). PyTorch: <c>margin_ranking_loss</c>.</summary>
    /// <param name="x1">[N].</param>
    /// <param name="x2">[N].</param>
    /// <param name="target">t, 1 if x1 should rank higher and -1 if x2 should, [N].</param>
    /// <param name="margin">By how much.</param>
    [Differentiable]
    public static T MarginRanking<T>(
        [Shape("N")] Tensor<T> x1, [Shape("N")] Tensor<T> x2, [NoGradient][Shape("N")] Tensor<T> target, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(PositivePart(margin - target * (x1 - x2)));

    /// <summary>Multi-class hinge loss: mean over the samples of Σ over c ≠ t of max(0, margin - x[t] + x[c]) / C. PyTorch: <c>multi_margin_loss</c>.</summary>
    /// <param name="x">Scores, [N, C].</param>
    /// <param name="targets">Class numbers t, [N].</param>
    /// <param name="margin">By how much the true class should lead, above 0.</param>
    [Differentiable]
    public static T MultiMargin<T>([Shape("N", "C")] Tensor<T> x, [Shape("N")] Tensor<int> targets, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The term c = t is the margin itself, whatever x is: it is subtracted instead of left out.
        var slack = Relu(x - Unsqueeze(Pick(x, targets), 1) + margin);
        return Mean(Sum(slack, axis: 1) - margin) / T.CreateChecked(x.Dimension(1));
    }

    /// <summary><see cref="MultiMargin"/> with squared terms. PyTorch: <c>multi_margin_loss(p=2)</c>.</summary>
    [Differentiable]
    public static T SquaredMultiMargin<T>([Shape("N", "C")] Tensor<T> x, [Shape("N")] Tensor<int> targets, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var slack = Relu(x - Unsqueeze(Pick(x, targets), 1) + margin);
        return Mean(Sum(Square(slack), axis: 1) - margin * margin) / T.CreateChecked(x.Dimension(1));
    }

    /// <summary>max(x, 0) with derivative 1 at 0, as PyTorch's <c>clamp(min=0)</c>: a sample exactly at its margin still pulls.</summary>
    /// <param name="x">[N].</param>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> PositivePart<T>([Shape("N")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Where(x < 0, T.Zero, x);
}
