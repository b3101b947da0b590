using System.Numerics;

namespace AutoDiff.Neighbors;

/// <summary>The weighted mean of the values of the k nearest rows. Immutable.</summary>
public sealed class NearestNeighborRegressor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NearestNeighbors<T> _neighbors;
    private readonly double[] _targets;
    private readonly int _count;
    private readonly NeighborWeights _weights;

    /// <param name="data">[n, d]; copied.</param>
    /// <param name="targets">The value of each row; copied.</param>
    /// <param name="neighbors">k, from 1 to n.</param>
    /// <param name="weights">How much each neighbour counts.</param>
    /// <exception cref="ArgumentException">Other numbers of rows and values, no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is not possible.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public NearestNeighborRegressor(Tensor<T> data, ReadOnlySpan<double> targets, int neighbors = 5, NeighborWeights weights = NeighborWeights.Uniform)
    {
        _neighbors = new NearestNeighbors<T>(data);
        if (targets.Length != _neighbors.Count) throw new ArgumentException($"There are {targets.Length} values for {_neighbors.Count} rows.", nameof(targets));
        Clustering.DataCheck.Finite(targets, 1, nameof(targets));
        if (neighbors < 1 || neighbors > targets.Length) throw new ArgumentOutOfRangeException(nameof(neighbors), neighbors, $"There are {targets.Length} rows: ask for 1 to {targets.Length} neighbours.");
        (_targets, _count, _weights) = (targets.ToArray(), neighbors, weights);
    }

    /// <summary>The value for each query.</summary>
    /// <inheritdoc cref="NearestNeighbors{T}.Search"/>
    public double[] Predict(Tensor<T> queries)
    {
        var (rows, distances) = _neighbors.Search(queries, _count);
        var predicted = new double[queries.Shape[0]];
        var weights = new double[_count];
        for (int i = 0; i < predicted.Length; i++)
        {
            NeighborVotes.Fill(distances.Span.Slice(i * _count, _count), _weights, weights);
            double total = 0;
            for (int j = 0; j < _count; j++)
            {
                predicted[i] += weights[j] * _targets[rows.Span[i * _count + j]];
                total += weights[j];
            }
            predicted[i] /= total;
        }
        return predicted;
    }
}
