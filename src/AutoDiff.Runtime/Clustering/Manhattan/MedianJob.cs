using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>The weighted median of one feature in one cluster for each part.</summary>
internal unsafe struct MedianJob<T> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public PointRows<T> Rows;
    public double* Weights;

    /// <summary>Rows in the order of their clusters.</summary>
    public int* Order;

    /// <summary>Where the rows of each cluster start in that order, and the end.</summary>
    public int* Starts;

    public double* Centroids;

    public readonly void Execute(int part, int worker)
    {
        int cluster = part / Rows.Dimension, feature = part % Rows.Dimension, count = Starts[cluster + 1] - Starts[cluster];
        if (count == 0) return;
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        int* members = Order + Starts[cluster];
        var values = new Span<T>(Scratch.Rent<T>(workspace, count), count);
        for (int i = 0; i < count; i++) values[i] = Rows.Row(members[i])[feature];
        if (Weights is null)
        {
            values.Sort();
            Centroids[part] = Middle(values[(count - 1) / 2], values[count / 2], Rows.WideOffset[feature]);
            return;
        }
        var weights = new Span<double>(Scratch.Rent<double>(workspace, count), count);
        for (int i = 0; i < count; i++) weights[i] = Weights[members[i]];
        values.Sort(weights);
        Centroids[part] = Weighted(values, weights, Rows.WideOffset[feature]);
    }

    /// <summary>Where half of the weight lies below; between two values if exactly half does.</summary>
    private static double Weighted(ReadOnlySpan<T> values, ReadOnlySpan<double> weights, double offset)
    {
        double total = 0, below = 0;
        foreach (double weight in weights) total += weight;
        int i = 0;
        for (; i < values.Length - 1; i++)
        {
            below += weights[i];
            if (2 * below >= total) break;
        }
        return Middle(values[i], 2 * below == total && i < values.Length - 1 ? values[i + 1] : values[i], offset);
    }

    private static double Middle(T low, T high, double offset)
    {
        double a = double.CreateTruncating(low) - offset, b = double.CreateTruncating(high) - offset;
        return a + (b - a) / 2;
    }
}
