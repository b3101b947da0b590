using System.Numerics;

namespace AutoDiff.Neighbors;

/// <summary>The class that most of the k nearest rows have; of equally frequent classes the lowest. Immutable.</summary>
public sealed class NearestNeighborClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NearestNeighbors<T> _neighbors;
    private readonly int[] _labels;
    private readonly int _count;
    private readonly NeighborWeights _weights;

    /// <param name="data">[n, d]; copied.</param>
    /// <param name="labels">The class of each row, from 0; copied.</param>
    /// <param name="neighbors">k, from 1 to n.</param>
    /// <param name="weights">How much each neighbour counts.</param>
    /// <exception cref="ArgumentException">Other numbers of rows and labels, a negative label, no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is not possible.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public NearestNeighborClassifier(Tensor<T> data, ReadOnlySpan<int> labels, int neighbors = 5, NeighborWeights weights = NeighborWeights.Uniform)
    {
        _neighbors = new NearestNeighbors<T>(data);
        if (labels.Length != _neighbors.Count) throw new ArgumentException($"There are {labels.Length} labels for {_neighbors.Count} rows.", nameof(labels));
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] < 0) throw new ArgumentException($"The label of row {i} is {labels[i]}: classes are numbered from 0.", nameof(labels));
        if (neighbors < 1 || neighbors > labels.Length) throw new ArgumentOutOfRangeException(nameof(neighbors), neighbors, $"There are {labels.Length} rows: ask for 1 to {labels.Length} neighbours.");
        (_labels, _count, _weights) = (labels.ToArray(), neighbors, weights);
        Classes = _labels.Max() + 1;
    }

    /// <summary>The largest class plus 1.</summary>
    public int Classes { get; }

    /// <summary>The class of each query.</summary>
    /// <inheritdoc cref="NearestNeighbors{T}.Search"/>
    public int[] Predict(Tensor<T> queries)
    {
        var shares = Shares(queries);
        var predicted = new int[queries.Shape[0]];
        for (int i = 0; i < predicted.Length; i++)
        {
            var row = shares.Span.Slice(i * Classes, Classes);
            for (int c = 1; c < Classes; c++)
                if (row[c] > row[predicted[i]]) predicted[i] = c;
        }
        return predicted;
    }

    /// <summary>The share of the neighbours' weight in each class, [q, <see cref="Classes"/>].</summary>
    /// <inheritdoc cref="NearestNeighbors{T}.Search"/>
    public Tensor<double> Shares(Tensor<T> queries)
    {
        var (rows, distances) = _neighbors.Search(queries, _count);
        var shares = Tensor<double>.Zeros(queries.Shape[0], Classes);
        var weights = new double[_count];
        for (int i = 0; i < queries.Shape[0]; i++)
        {
            NeighborVotes.Fill(distances.Span.Slice(i * _count, _count), _weights, weights);
            double total = weights.Sum();
            for (int j = 0; j < _count; j++) shares.Span[i * Classes + _labels[rows.Span[i * _count + j]]] += weights[j] / total;
        }
        return shares;
    }
}
