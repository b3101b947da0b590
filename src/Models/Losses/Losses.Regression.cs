using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// Losses. <c>Name</c> is the mean as PyTorch's default reduction, <c>NameSum</c> the sum, <c>NameEach</c> is not reduced.
/// Elementwise losses take [N, D]; data of another rank is viewed as a matrix (<see cref="Tensor{T}.WithShape"/>), which copies nothing.
/// </summary>
public static partial class Losses
{
    /// <summary>Mean over all elements of the squared error (x - target)². PyTorch: <c>mse_loss</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="target">[N, D].</param>
    [Differentiable]
    public static T Mse<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(MseEach(x, target));

    /// <summary>Sum over all elements of <see cref="MseEach"/>.</summary>
    [Differentiable]
    public static T MseSum<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(MseEach(x, target));

    /// <summary>For each element, the squared error (x - target)². [N, D].</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> MseEach<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Square(x - target);

    /// <summary>Mean over all elements of the absolute error |x - target|, with derivative 0 where it vanishes. PyTorch: <c>l1_loss</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="target">[N, D].</param>
    [Differentiable]
    public static T L1<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(L1Each(x, target));

    /// <summary>Sum over all elements of <see cref="L1Each"/>.</summary>
    [Differentiable]
    public static T L1Sum<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(L1Each(x, target));

    /// <summary>For each element, the absolute error |x - target|, with derivative 0 where it vanishes. [N, D].</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> L1Each<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Abs(x - target);

    /// <summary>Mean over all elements of log cosh(x - target): half the square near 0, the absolute value less log 2 far away. PyTorch: <c>none</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="target">[N, D].</param>
    [Differentiable]
    public static T LogCosh<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(LogCoshEach(x, target));

    /// <summary>Sum over all elements of <see cref="LogCoshEach"/>.</summary>
    [Differentiable]
    public static T LogCoshSum<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(LogCoshEach(x, target));

    /// <summary>For each element, log cosh(x - target): half the square near 0, the absolute value less log 2 far away. [N, D].</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> LogCoshEach<T>([Shape("N", "D")] Tensor<T> x, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // cosh e = e^e (1 + e^(-2e)) / 2, which holds for either sign of e and does not overflow.
        const double Log2 = 0.69314718055994530941723212145818;
        var error = x - target;
        return error + Softplus(error * -2) - Log2;
    }
}
