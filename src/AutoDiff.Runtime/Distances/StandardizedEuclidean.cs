using System.Numerics;

namespace AutoDiff.Distances;

/// <summary>sqrt(sum (x - y)^2 / variance), one variance for each element.</summary>
public readonly struct StandardizedEuclidean : IDistance
{
    private readonly double[] _variances;

    /// <param name="variances">Positive; copied.</param>
    /// <exception cref="ArgumentException">A variance is not positive and finite.</exception>
    public StandardizedEuclidean(ReadOnlySpan<double> variances)
    {
        for (int i = 0; i < variances.Length; i++)
        {
            if (!(variances[i] > 0 && double.IsFinite(variances[i])))
                throw new ArgumentException($"Variance {i} is {variances[i]}: variances are positive and finite. Leave constant columns out.", nameof(variances));
        }
        _variances = variances.ToArray();
    }

    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length != y.Length || x.Length != _variances.Length)
            throw new ShapeMismatchException($"The vectors have {x.Length} and {y.Length} elements and there are {_variances.Length} variances.");
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double difference = double.CreateTruncating(x[i]) - double.CreateTruncating(y[i]);
            sum += difference * difference / _variances[i];
        }
        return Math.Sqrt(sum);
    }
}
