using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>Small networks written as one function of all their parameters.</summary>
public static partial class ExamplePrograms
{
    /// <summary>Cross-entropy of a network with one hidden layer: Linear, BatchNorm (ε = 1e-5), ReLU, Linear.</summary>
    /// <param name="x">[N, I].</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <param name="weight1">[H, I].</param>
    /// <param name="bias1">[H].</param>
    /// <param name="gamma">[H].</param>
    /// <param name="beta">[H].</param>
    /// <param name="weight2">[C, H].</param>
    /// <param name="bias2">[C].</param>
    [Differentiable]
    public static T MlpBatchNormCrossEntropy<T>(
        [Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets, [Shape("H", "I")] Tensor<T> weight1, [Shape("H")] Tensor<T> bias1,
        [Shape("H")] Tensor<T> gamma, [Shape("H")] Tensor<T> beta, [Shape("C", "H")] Tensor<T> weight2, [Shape("C")] Tensor<T> bias2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var normalized = gamma * Normalization.BatchNormNoAffine(Layers.Linear(x, weight1, bias1), T.CreateChecked(1e-5)) + beta;
        var logits = Layers.Linear(Relu(normalized), weight2, bias2);
        return Losses.CrossEntropy(logits, targets);
    }

    /// <summary>
    /// Feature interaction of DLRM (Naumov et al., 2019): the dense vector and the looked-up embeddings of a sample are F vectors; the score is the
    /// weighted sum of the dot products of chosen pairs; the result is the sum of σ(score) over the samples.
    /// </summary>
    /// <param name="dense">[B, D].</param>
    /// <param name="table">Embeddings, [V, D].</param>
    /// <param name="weights">One per pair, [P].</param>
    /// <param name="indices">Rows of the table, [B, S]; F = S + 1.</param>
    /// <param name="pairs">The pairs (i, j) of vectors as i F + j, P of them: see <see cref="LowerPairs"/>.</param>
    [Differentiable]
    public static T DlrmInteraction<T>(
        [Shape("B", "D")] Tensor<T> dense, [SparseGradient][Shape("V", "D")] Tensor<T> table, [Shape("P")] Tensor<T> weights,
        [Shape("B", "S")] Tensor<int> indices, [Shape("P")] Tensor<int> pairs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var vectors = Concat(Unsqueeze(dense, 1), Gather(table, indices), axis: 1);
        var products = Reshape(MatMul(vectors, Transpose(vectors)), dense.Dimension(0), -1);
        var chosen = Gather(Transpose(products), pairs);
        return Sum(Sigmoid(Sum(chosen * Unsqueeze(weights, 1), axis: 0)));
    }

    /// <summary>Squared norm of the last state of a recurrent network, h_t = tanh(W x_t + U h_(t−1) + b) from h = 0.</summary>
    /// <param name="x">[S, N, I]: a batch for each time step.</param>
    /// <param name="w">[H, I].</param>
    /// <param name="u">[H, H].</param>
    /// <param name="b">[H].</param>
    [Differentiable]
    public static T Recurrent<T>(
        [Shape("S", "N", "I")] Tensor<T> x, [Shape("H", "I")] Tensor<T> w, [Shape("H", "H")] Tensor<T> u, [Shape("H")] Tensor<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hidden = Tensor<T>.Zeros(x.Dimension(1), b.Length);
        for (int t = 0; t < x.Dimension(0); t++)
            hidden = Tanh(MatMul(x.Row(t), Transpose(w)) + MatMul(hidden, Transpose(u)) + b);
        return Sum(Square(hidden));
    }

    /// <summary>All pairs i > j of F vectors in row-major order, as i F + j.</summary>
    public static Tensor<int> LowerPairs(int vectors)
    {
        var pairs = new int[vectors * (vectors - 1) / 2];
        int next = 0;
        for (int i = 0; i < vectors; i++)
            for (int j = 0; j < i; j++)
                pairs[next++] = i * vectors + j;
        return Tensor<int>.Wrap(pairs, pairs.Length);
    }
}
