using System.Numerics;

namespace AutoDiff.Models;

public static partial class Layers
{
    /// <summary>Inverted dropout, y = x · mask (Srivastava et al., 2014).</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="mask">[N, D], 0 where an element is dropped and 1 / (1 - rate) elsewhere: <see cref="CounterRandom.FillDropoutMask"/> writes it.</param>
    /// <remarks>The mask is an argument, so that the layer is a function and the same mask serves value and gradient. PyTorch: <c>nn.functional.dropout</c>.</remarks>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Dropout<T>([Shape("N", "D")] Tensor<T> x, [NoGradient][Shape("N", "D")] Tensor<T> mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * mask;
}
