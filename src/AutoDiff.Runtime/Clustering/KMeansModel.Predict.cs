using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

public sealed partial class KMeansModel<T>
{
    /// <summary>The nearest centroid of each row; the lowest number wins ties.</summary>
    /// <param name="data">[n, <see cref="Dimension"/>].</param>
    /// <exception cref="ShapeMismatchException">Another number of columns.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public int[] Predict(Tensor<T> data)
    {
        var view = MatrixView<T>.Of(data);
        var labels = new int[view.Rows];
        Predict(view, labels);
        return labels;
    }

    /// <summary>The same into memory of the caller.</summary>
    /// <param name="data">[n, <see cref="Dimension"/>], in any layout.</param>
    /// <param name="labels">n numbers.</param>
    /// <inheritdoc cref="Predict(Tensor{T})"/>
    public void Predict(MatrixView<T> data, Span<int> labels)
    {
        if (labels.Length != data.Rows) throw new ArgumentException($"There is room for {labels.Length} labels and there are {data.Rows} rows.", nameof(labels));
        Assign(Rows(data), labels, [], wantsInertia: false);
    }

    /// <summary>Distances of all rows to all centroids, [n, <see cref="Clusters"/>], by differences in double. Chords in spherical models.</summary>
    /// <inheritdoc cref="Predict(Tensor{T})"/>
    public Tensor<T> Transform(Tensor<T> data)
    {
        var rows = Rows(MatrixView<T>.Of(data));
        var distances = Tensor<T>.Zeros(rows.Count, Clusters);
        var action = new TransformAction<T>(rows, _offset, _shifted, Clusters, Metric, distances.Span);
        Widths.Run<T, TransformAction<T>>(ref action);
        return distances;
    }

    /// <summary>Minus the weighted sum of squared distances (of absolute differences in Manhattan models) of the rows to their nearest centroids: larger is better.</summary>
    /// <param name="data">[n, <see cref="Dimension"/>].</param>
    /// <param name="weights">One for each row; none for all 1.</param>
    /// <exception cref="ArgumentException">Bad weights.</exception>
    /// <inheritdoc cref="Predict(Tensor{T})"/>
    public double Score(Tensor<T> data, ReadOnlySpan<double> weights = default)
    {
        var view = MatrixView<T>.Of(data);
        DataCheck.Weights(weights, view.Rows);
        var rows = Rows(view);
        return -Assign(rows, new int[rows.Count], weights, wantsInertia: true);
    }

    private double Assign(RowData<T> rows, Span<int> labels, ReadOnlySpan<double> weights, bool wantsInertia)
    {
        if (Metric == KMeansMetric.Manhattan)
        {
            var manhattan = new ManhattanPredictAction<T>(rows, _offset, _shifted, Clusters, labels, weights);
            Widths.Run<T, ManhattanPredictAction<T>>(ref manhattan);
            return manhattan.Inertia;
        }
        var action = new PredictAction<T>(rows, _offset, _shifted, Clusters, labels) { Weights = weights, WantsInertia = wantsInertia };
        Widths.Run<T, PredictAction<T>>(ref action);
        return action.Inertia;
    }

    private RowData<T> Rows(MatrixView<T> data)
    {
        DataCheck.Extents(data, nameof(data));
        DataCheck.Columns(data, Dimension, nameof(data));
        return RowData<T>.From(data, IsSpherical, nameof(data));
    }
}
