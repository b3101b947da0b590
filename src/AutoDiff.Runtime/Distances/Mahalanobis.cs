using System.Numerics;

namespace AutoDiff.Distances;

/// <summary>sqrt((x - y)' A (x - y)) with A the inverse of a covariance matrix.</summary>
public readonly struct Mahalanobis : IDistance
{
    private readonly double[] _inverse;
    private readonly int _dimension;

    /// <param name="inverseCovariance">A, [d, d], symmetric; copied.</param>
    /// <exception cref="ArgumentException">Not square, not symmetric, or a negative diagonal.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public Mahalanobis(Tensor<double> inverseCovariance)
    {
        if (inverseCovariance.Rank != 2 || inverseCovariance.Shape[0] != inverseCovariance.Shape[1])
            throw new ArgumentException($"The inverse covariance is square; this one is {inverseCovariance.Shape}.", nameof(inverseCovariance));
        _dimension = inverseCovariance.Shape[0];
        _inverse = inverseCovariance.Span.ToArray();
        Clustering.DataCheck.Finite<double>(_inverse, _dimension, nameof(inverseCovariance));
        for (int i = 0; i < _dimension; i++)
        {
            if (_inverse[i * _dimension + i] < 0) throw new ArgumentException($"Element ({i}, {i}) of the inverse covariance is negative.", nameof(inverseCovariance));
            for (int j = 0; j < i; j++)
            {
                double a = _inverse[i * _dimension + j], b = _inverse[j * _dimension + i];
                if (Math.Abs(a - b) > 1e-8 * (Math.Abs(a) + Math.Abs(b)))
                    throw new ArgumentException($"The inverse covariance is not symmetric: ({i}, {j}) is {a} and ({j}, {i}) is {b}.", nameof(inverseCovariance));
            }
        }
    }

    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length != y.Length || x.Length != _dimension)
            throw new ShapeMismatchException($"The vectors have {x.Length} and {y.Length} elements and the inverse covariance is {_dimension} x {_dimension}.");
        double total = 0;
        for (int i = 0; i < _dimension; i++)
        {
            double row = 0;
            for (int j = 0; j < _dimension; j++) row += _inverse[i * _dimension + j] * Difference(x, y, j);
            total += row * Difference(x, y, i);
        }
        return Math.Sqrt(Math.Max(0, total));
    }

    private static double Difference<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => double.CreateTruncating(x[i]) - double.CreateTruncating(y[i]);
}
