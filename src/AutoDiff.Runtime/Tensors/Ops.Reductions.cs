using System.Numerics;

namespace AutoDiff;

/// <remarks>Reductions run in a fixed order: see <see cref="Reductions"/>.</remarks>
public static partial class Ops
{
    /// <summary>Sum of the elements; 0 of none.</summary>
    public static T Sum<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.Sum(x.Elements);

    /// <inheritdoc cref="Sum{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Sum<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(x, [axis], keepDims);

    /// <summary>Sum of the elements; 0 of none.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> Sum<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.Sum);

    /// <summary>Arithmetic mean; NaN of no elements.</summary>
    public static T Mean<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.Mean(x.Elements);

    /// <inheritdoc cref="Mean{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Mean<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Mean(x, [axis], keepDims);

    /// <summary>Arithmetic mean; NaN of no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> Mean<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.Mean);

    /// <summary>Largest element; NaN if one is NaN. Of no elements: an <see cref="ArgumentException"/>.</summary>
    public static T Max<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.Max(x.Elements);

    /// <inheritdoc cref="Max{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Max<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Max(x, [axis], keepDims);

    /// <summary>Largest element; NaN if one is NaN. Of no elements: an <see cref="ArgumentException"/>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> Max<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.Max);

    /// <summary>Smallest element; NaN if one is NaN. Of no elements: an <see cref="ArgumentException"/>.</summary>
    public static T Min<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.Min(x.Elements);

    /// <inheritdoc cref="Min{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Min<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Min(x, [axis], keepDims);

    /// <summary>Smallest element; NaN if one is NaN. Of no elements: an <see cref="ArgumentException"/>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> Min<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.Min);

    /// <summary>Product of the elements; 1 of none.</summary>
    public static T Prod<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.Product(x.Elements);

    /// <inheritdoc cref="Prod{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Prod<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Prod(x, [axis], keepDims);

    /// <summary>Product of the elements; 1 of none.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> Prod<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.Product);

    /// <summary>log of the sum of exp(x), without overflow; -infinity of no elements.</summary>
    public static T LogSumExp<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.LogSumExp(x.Elements);

    /// <inheritdoc cref="LogSumExp{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LogSumExp(x, [axis], keepDims);

    /// <summary>log of the sum of exp(x), without overflow; -infinity of no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.LogSumExp);

    /// <summary>Euclidean norm, without overflow; 0 of no elements.</summary>
    public static T Norm<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reductions.Norm(x.Elements);

    /// <inheritdoc cref="Norm{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Norm<T>(Tensor<T> x, int axis, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Norm(x, [axis], keepDims);

    /// <summary>Euclidean norm, without overflow; 0 of no elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    public static Tensor<T> Norm<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, Reductions.Norm);

    /// <inheritdoc cref="Variance{T}(Tensor{T}, ReadOnlySpan{int}, int, bool)"/>
    public static Tensor<T> Variance<T>(Tensor<T> x, int axis, int correction = 0, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Variance(x, [axis], correction, keepDims);

    /// <summary>Sum of squared deviations from the mean, divided by n - correction; correction 1 is Bessel's.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes to reduce; negative ones count from the end.</param>
    /// <param name="correction">What to take off the number of elements.</param>
    /// <param name="keepDims">Whether reduced axes stay, with extent 1.</param>
    /// <exception cref="ArgumentException">No more elements than the correction.</exception>
    public static Tensor<T> Variance<T>(Tensor<T> x, ReadOnlySpan<int> axes, int correction = 0, bool keepDims = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AxisReduction.Run(x, axes, keepDims, row => Reductions.Variance(row, correction));
}
