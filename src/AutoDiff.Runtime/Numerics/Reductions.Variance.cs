using System.Numerics;

namespace AutoDiff;

public static partial class Reductions
{
    /// <summary>Sum of squared deviations from the mean, divided by n - correction; accuracy as <see cref="Moments"/>.</summary>
    /// <exception cref="ArgumentException">There are no more elements than the correction.</exception>
    public static T Variance<T>(ReadOnlySpan<T> x, int correction = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(Moments.Of(x).Variance(correction));
}
