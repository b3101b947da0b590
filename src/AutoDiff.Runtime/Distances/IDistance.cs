using System.Numerics;

namespace AutoDiff.Distances;

/// <summary>A distance of two vectors. All are computed in double from differences, so that near vectors lose no digits.</summary>
public interface IDistance
{
    /// <summary>The distance of two vectors of the same length.</summary>
    /// <exception cref="ShapeMismatchException">The lengths differ.</exception>
    double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
