using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>What is refused before anything is computed.</summary>
internal static class DataCheck
{
    public static void Extents<T>(MatrixView<T> data, string name)
        where T : unmanaged, INumber<T>
    {
        if (data.Rows == 0 || data.Columns == 0)
            throw new ArgumentException($"{name} is {data.Rows} x {data.Columns}: at least one row and one column are needed.", name);
        if (data.Rows > int.MaxValue || data.Columns > int.MaxValue)
            throw new ArgumentException($"{name} is {data.Rows} x {data.Columns}: at most 2^31-1 rows and columns are supported.", name);
    }

    public static void Columns<T>(MatrixView<T> data, int dimension, string name)
        where T : unmanaged, INumber<T>
    {
        if (data.Columns != dimension)
            throw new ShapeMismatchException($"{name} has {data.Columns} columns, but the model was made from {dimension}. Give the same features in the same order.", name);
    }

    public static void Clusters(int clusters, nint rows)
    {
        if (clusters < 1) throw new ArgumentException($"{clusters} clusters: ask for at least 1.");
        if (clusters > rows) throw new ArgumentException($"{clusters} clusters are asked for, but there are {rows} rows. Ask for at most {rows}.");
    }

    /// <summary>Finite, not negative, not all 0.</summary>
    public static void Weights(ReadOnlySpan<double> weights, nint rows)
    {
        if (weights.IsEmpty) return;
        if (weights.Length != rows) throw new ArgumentException($"There are {weights.Length} weights for {rows} rows. Give one for each row, or none.", nameof(weights));
        bool positive = false;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i]))) throw SampleCheck.Weight(i, weights[i]);
            positive |= weights[i] > 0;
        }
        if (!positive) throw new ArgumentException("All weights are 0. At least one row needs a positive weight.", nameof(weights));
    }

    public static void Centroids(Tensor<double> centroids)
    {
        if (centroids.Rank != 2) throw new ArgumentException($"Centroids have the shape [clusters, features]; these are {centroids.Shape}.", nameof(centroids));
        if (centroids.Length == 0) throw new ArgumentException($"Centroids {centroids.Shape}: at least one with at least one feature is needed.", nameof(centroids));
        Finite(centroids.Span, centroids.Shape[1], "centroids");
    }

    public static void Finite<T>(ReadOnlySpan<T> values, int columns, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i])) throw SampleCheck.NotFinite(double.CreateTruncating(values[i]), i / columns, i % columns, name);
        }
    }
}
