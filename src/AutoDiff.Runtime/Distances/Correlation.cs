using System.Numerics;

namespace AutoDiff.Distances;

/// <summary>1 - the correlation coefficient of the elements: <see cref="Cosine"/> after each vector's mean was subtracted.</summary>
public readonly record struct Correlation : IDistance
{
    /// <exception cref="ArgumentException">A vector is constant and correlates with nothing.</exception>
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Cosine.Between(x, y, Mean(x), Mean(y), "is constant: it correlates with nothing");

    // Differences to the first element: the mean of a constant is exactly it.
    private static double Mean<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.IsEmpty) return 0;
        double first = double.CreateTruncating(x[0]), sum = 0;
        foreach (T value in x) sum += double.CreateTruncating(value) - first;
        return first + sum / x.Length;
    }
}
