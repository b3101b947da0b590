using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>
    /// InfoNCE (van den Oord et al., 2018): cross-entropy of the cosine similarities of query i with all keys, divided by the temperature, where
    /// positives[i] is the right key; averaged over the queries.
    /// </summary>
    /// <param name="query">[N, D].</param>
    /// <param name="key">[M, D].</param>
    /// <param name="positives">Which key belongs to each query, [N]: <see cref="Diagonal"/> where row i belongs to row i.</param>
    /// <param name="temperature">Above 0.</param>
    [Differentiable]
    public static T InfoNce<T>([Shape("N", "D")] Tensor<T> query, [Shape("M", "D")] Tensor<T> key, [Shape("N")] Tensor<int> positives, [NoGradient] T temperature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-12);
        var q = Normalization.Normalize(query, epsilon);
        var k = Normalization.Normalize(key, epsilon);
        // The right logit is taken out of the logarithm of the softmax: a difference of two sums would cancel where the right key stands out.
        return -Mean(Pick(LogSoftmax(MatMul(q, Transpose(k)) / temperature, axis: 1), positives));
    }

    /// <summary>
    /// The symmetric contrastive loss of CLIP (Radford et al., 2021): the mean of the cross-entropies of rows and columns of the cosine similarities
    /// times e^logitScale, where row i of both sides belong together.
    /// </summary>
    /// <param name="query">[N, D].</param>
    /// <param name="key">[N, D].</param>
    /// <param name="diagonal">The numbers 0 to N - 1, [N]: <see cref="Diagonal"/>.</param>
    /// <param name="logitScale">Logarithm of the inverse temperature; learned.</param>
    [Differentiable]
    public static T ClipContrastive<T>([Shape("N", "D")] Tensor<T> query, [Shape("N", "D")] Tensor<T> key, [Shape("N")] Tensor<int> diagonal, T logitScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-12);
        var q = Normalization.Normalize(query, epsilon);
        var k = Normalization.Normalize(key, epsilon);
        var logits = MatMul(q, Transpose(k)) * Exp(logitScale);
        var byQuery = Pick(LogSoftmax(logits, axis: 1), diagonal);
        var byKey = Pick(LogSoftmax(Transpose(logits), axis: 1), diagonal);
        return Mean(byQuery + byKey) * T.CreateChecked(-0.5);
    }

    /// <summary>The numbers 0 to count - 1: the positives of <see cref="InfoNce"/> where row i of queries and keys belong together.</summary>
    public static Tensor<int> Diagonal(int count) => Tensor<int>.Wrap([.. Enumerable.Range(0, count)], count);
}
