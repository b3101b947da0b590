using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>
    /// InfoNCE (van den Oord et al., 2018): cross-entropy of the cosine similarities of query i with all keys, divided by the temperature, where key i
    /// is the right one; averaged over the queries.
    /// </summary>
    /// <param name="query">[N, D].</param>
    /// <param name="key">[N, D]; row i belongs to query i.</param>
    /// <param name="temperature">Above 0.</param>
    [Differentiable]
    public static T InfoNce<T>([Shape("N", "D")] Tensor<T> query, [Shape("N", "D")] Tensor<T> key, [NoGradient] T temperature)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-12);
        var q = Normalization.Normalize(query, epsilon);
        var k = Normalization.Normalize(key, epsilon);
        var logits = MatMul(q, Transpose(k)) / temperature;
        // The right logits are the diagonal, Σ q k over the features.
        return Mean(LogSumExp(logits, axis: 1) - Sum(q * k, axis: 1) / temperature);
    }

    /// <summary>
    /// The symmetric contrastive loss of CLIP (Radford et al., 2021): the mean of the cross-entropies of rows and columns of the cosine similarities
    /// times e^logitScale, with the diagonal as targets.
    /// </summary>
    /// <param name="query">[N, D].</param>
    /// <param name="key">[N, D]; row i belongs to query i.</param>
    /// <param name="logitScale">Logarithm of the inverse temperature; learned.</param>
    [Differentiable]
    public static T ClipContrastive<T>([Shape("N", "D")] Tensor<T> query, [Shape("N", "D")] Tensor<T> key, T logitScale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-12);
        var q = Normalization.Normalize(query, epsilon);
        var k = Normalization.Normalize(key, epsilon);
        T scale = Exp(logitScale);
        var logits = MatMul(q, Transpose(k)) * scale;
        var right = Sum(q * k, axis: 1) * scale;
        return Mean((LogSumExp(logits, axis: 1) + LogSumExp(logits, axis: 0)) * 0.5 - right);
    }
}
