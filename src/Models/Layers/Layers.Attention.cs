using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Layers
{
    /// <summary>Scaled dot-product attention, softmax(q kᵀ / √D) v (Vaswani et al., 2017).</summary>
    /// <param name="query">[B, H, L, D].</param>
    /// <param name="key">[B, H, S, D].</param>
    /// <param name="value">[B, H, S, E].</param>
    /// <returns>[B, H, L, E].</returns>
    /// <remarks>PyTorch: <c>nn.functional.scaled_dot_product_attention</c>.</remarks>
    [Differentiable]
    [return: Shape("B", "H", "L", "E")]
    public static Tensor<T> Attention<T>(
        [Shape("B", "H", "L", "D")] Tensor<T> query, [Shape("B", "H", "S", "D")] Tensor<T> key, [Shape("B", "H", "S", "E")] Tensor<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.One / T.Sqrt(T.CreateChecked(query.Dimension(3)));
        var scores = MatMul(query * scale, Transpose(key));
        return MatMul(Softmax(scores, axis: 3), value);
    }

    /// <summary>Attention in which position l of the query sees position s of the key only where the mask is positive.</summary>
    /// <param name="query">[B, H, L, D].</param>
    /// <param name="key">[B, H, S, D].</param>
    /// <param name="value">[B, H, S, E].</param>
    /// <param name="mask">[L, S], 1 where attention is allowed and 0 elsewhere.</param>
    /// <returns>[B, H, L, E]. A query that sees nothing gets 0, and no gradient flows through it.</returns>
    [Differentiable]
    [return: Shape("B", "H", "L", "E")]
    public static Tensor<T> MaskedAttention<T>(
        [Shape("B", "H", "L", "D")] Tensor<T> query, [Shape("B", "H", "S", "D")] Tensor<T> key, [Shape("B", "H", "S", "E")] Tensor<T> value,
        [NoGradient][Shape("L", "S")] Tensor<T> mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.One / T.Sqrt(T.CreateChecked(query.Dimension(3)));
        // Finite instead of minus infinity: a row that is masked entirely stays a number, and the second selection makes it 0.
        T excluded = T.CreateChecked(-1e30);
        var allowed = mask > 0;
        var scores = Where(allowed, MatMul(query * scale, Transpose(key)), excluded);
        var weights = Where(allowed, Softmax(scores, axis: 3), T.Zero);
        return MatMul(weights, value);
    }

    /// <summary>The mask with which position l sees the positions up to l, [L, S].</summary>
    public static Tensor<T> CausalMask<T>(int queries, int keys)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mask = Tensor<T>.Zeros(queries, keys);
        for (int l = 0; l < queries; l++)
            mask.Span.Slice(l * keys, Math.Min(l + 1, keys)).Fill(T.One);
        return mask;
    }
}
