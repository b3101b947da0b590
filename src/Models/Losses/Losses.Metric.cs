using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Mean of max(0, margin + |a - p| - |a - n|) with Euclidean distances (Schroff et al., 2015). PyTorch: <c>triplet_margin_loss</c>.</summary>
    /// <param name="anchor">a, [N, D].</param>
    /// <param name="positive">p, of the same kind as the anchor, [N, D].</param>
    /// <param name="negative">n, of another kind, [N, D].</param>
    /// <param name="margin">By how much the negative should be farther.</param>
    [Differentiable]
    public static T TripletMargin<T>(
        [Shape("N", "D")] Tensor<T> anchor, [Shape("N", "D")] Tensor<T> positive, [Shape("N", "D")] Tensor<T> negative, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-6);
        var near = Distances.Pairwise(anchor, positive, epsilon);
        var far = Distances.Pairwise(anchor, negative, epsilon);
        return Mean(PositivePart(margin + near - far));
    }

    /// <summary><see cref="TripletMargin"/> with the sum of absolute differences as distance. PyTorch: <c>triplet_margin_loss(p=1)</c>.</summary>
    [Differentiable]
    public static T TripletMarginL1<T>(
        [Shape("N", "D")] Tensor<T> anchor, [Shape("N", "D")] Tensor<T> positive, [Shape("N", "D")] Tensor<T> negative, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-6);
        var near = Distances.PairwiseL1(anchor, positive, epsilon);
        var far = Distances.PairwiseL1(anchor, negative, epsilon);
        return Mean(PositivePart(margin + near - far));
    }

    /// <summary>
    /// <see cref="TripletMargin"/> with the smaller of |a - n| and |p - n| (Balntas et al., 2016). PyTorch: <c>triplet_margin_loss(swap=True)</c>.
    /// </summary>
    [Differentiable]
    public static T TripletMarginSwap<T>(
        [Shape("N", "D")] Tensor<T> anchor, [Shape("N", "D")] Tensor<T> positive, [Shape("N", "D")] Tensor<T> negative, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-6);
        var near = Distances.Pairwise(anchor, positive, epsilon);
        var far = Minimum(Distances.Pairwise(anchor, negative, epsilon), Distances.Pairwise(positive, negative, epsilon));
        return Mean(PositivePart(margin + near - far));
    }

    /// <summary>Mean of 1 - cos(x1, x2) where t = 1 and of max(0, cos(x1, x2) - margin) where t = -1. PyTorch: <c>cosine_embedding_loss</c>.</summary>
    /// <param name="x1">[N, D].</param>
    /// <param name="x2">[N, D].</param>
    /// <param name="target">t, 1 for similar pairs and -1 for others, [N].</param>
    /// <param name="margin">The cosine that other pairs may have.</param>
    [Differentiable]
    public static T CosineEmbedding<T>(
        [Shape("N", "D")] Tensor<T> x1, [Shape("N", "D")] Tensor<T> x2, [NoGradient][Shape("N")] Tensor<T> target, [NoGradient] T margin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var cosine = Distances.CosineSimilarity(x1, x2, T.CreateChecked(1e-8));
        return Mean(Where(target > 0, T.One - cosine, PositivePart(cosine - margin)));
    }
}
