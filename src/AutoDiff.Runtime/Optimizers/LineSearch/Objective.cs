using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Value and gradient of a function at a point: what the generator writes for a scalar method.</summary>
/// <param name="point">The point, [n].</param>
/// <param name="gradient">Receives the gradient, [n].</param>
/// <returns>The value; it may be infinite or NaN where the function is not defined.</returns>
public delegate T Objective<T>(ReadOnlySpan<T> point, Span<T> gradient)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
