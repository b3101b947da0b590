using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>Losses for ranking one list of items by score.</summary>
public static partial class RankingLosses
{
    /// <summary>Bayesian personalized ranking (Rendle et al., 2009): mean of -log σ(positive - negative).</summary>
    /// <param name="positive">Scores of items that were chosen, [N].</param>
    /// <param name="negative">Scores of items that were not, [N].</param>
    [Differentiable]
    public static T Bpr<T>([Shape("N")] Tensor<T> positive, [Shape("N")] Tensor<T> negative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        -Mean(LogSigmoid(positive - negative));

    /// <summary>BPR of a factor model with scores user·item, plus regularization · (|u|² + |p|² + |n|²) per sample.</summary>
    /// <param name="user">u, [N, D].</param>
    /// <param name="positive">p, [N, D].</param>
    /// <param name="negative">n, [N, D].</param>
    /// <param name="regularization">Factor of the squared norms.</param>
    [Differentiable]
    public static T BprFactorModel<T>(
        [Shape("N", "D")] Tensor<T> user, [Shape("N", "D")] Tensor<T> positive, [Shape("N", "D")] Tensor<T> negative, [NoGradient] T regularization)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var preference = Sum(user * (positive - negative), axis: 1);
        var squares = Sum(Square(user) + Square(positive) + Square(negative), axis: 1);
        return Mean(regularization * squares - LogSigmoid(preference));
    }

    /// <summary>
    /// RankNet (Burges et al., 2005): softplus(-σ (s_i - s_j)) averaged over the pairs in which item i is more relevant than item j; 0 without such pairs.
    /// </summary>
    /// <param name="scores">s, [M].</param>
    /// <param name="relevance">[M].</param>
    /// <param name="sigma">Steepness.</param>
    [Differentiable]
    public static T RankNet<T>([Shape("M")] Tensor<T> scores, [NoGradient][Shape("M")] Tensor<T> relevance, [NoGradient] T sigma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ordered = Where(Unsqueeze(relevance, 1) > Unsqueeze(relevance, 0), T.One, T.Zero);
        var difference = Unsqueeze(scores, 1) - Unsqueeze(scores, 0);
        return Sum(ordered * Softplus(difference * -sigma)) / Maximum(Sum(ordered), T.One);
    }

    /// <summary>
    /// LambdaRank (Burges et al., 2006): Σ w_ij softplus(-σ (s_i - s_j)) over pairs, with weights from <see cref="LambdaWeights.Fill"/>: what swapping the
    /// two items would change in NDCG, a constant of the current ranking.
    /// </summary>
    /// <param name="scores">s, [M].</param>
    /// <param name="weights">w, [M, M].</param>
    /// <param name="sigma">Steepness.</param>
    [Differentiable]
    public static T LambdaRank<T>([Shape("M")] Tensor<T> scores, [NoGradient][Shape("M", "M")] Tensor<T> weights, [NoGradient] T sigma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var difference = Unsqueeze(scores, 1) - Unsqueeze(scores, 0);
        return Sum(weights * Softplus(difference * -sigma));
    }

    /// <summary>ListNet (Cao et al., 2007): the divergence Σ p (log p - log q) of p = softmax(relevance) and q = softmax(scores).</summary>
    /// <param name="scores">[M].</param>
    /// <param name="relevance">[M].</param>
    [Differentiable]
    public static T ListNet<T>([Shape("M")] Tensor<T> scores, [NoGradient][Shape("M")] Tensor<T> relevance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(Softmax(relevance, axis: 0) * (LogSoftmax(relevance, axis: 0) - LogSoftmax(scores, axis: 0)));
}
