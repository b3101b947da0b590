using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Logistic regression with ridge penalty: mean binary cross-entropy of the logits x wᵀ plus ridge/2 |w|². A column of ones in x is an intercept.</summary>
    /// <param name="x">[N, F].</param>
    /// <param name="target">0 or 1, [N, 1].</param>
    /// <param name="weight">w, [1, F].</param>
    /// <param name="ridge">Factor of the penalty.</param>
    [Differentiable]
    public static T LogisticRegression<T>(
        [NoGradient][Shape("N", "F")] Tensor<T> x, [NoGradient][Shape("N", "1")] Tensor<T> target, [Shape("1", "F")] Tensor<T> weight, [NoGradient] T ridge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        BceWithLogits(Layers.LinearNoBias(x, weight), target) + T.CreateChecked(0.5) * ridge * Sum(Square(weight));
}
