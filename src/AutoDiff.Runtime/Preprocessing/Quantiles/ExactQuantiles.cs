using System.Numerics;

namespace AutoDiff.Preprocessing;

/// <summary>Quantiles of every feature of rows that are all there.</summary>
internal static class ExactQuantiles
{
    /// <summary>quantiles[f · S + s] for feature f and share s; NaN for a feature without numbers. Exact, linear between neighbours.</summary>
    /// <exception cref="InvalidSampleException">A number is infinite.</exception>
    public static double[] Of<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, int features, ReadOnlySpan<double> shares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!weights.IsEmpty) return OfWeighted(rows, weights, features, shares);
        return typeof(T) == typeof(double) ? Of<T, ulong>(rows, features, shares) : Of<T, uint>(rows, features, shares);
    }

    private static double[] Of<T, TKey>(ReadOnlySpan<T> rows, int features, ReadOnlySpan<double> shares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        double[] quantiles = new double[features * shares.Length];
        Array.Fill(quantiles, double.NaN);
        using var keys = new ColumnKeys<TKey>(rows.Length / features);
        for (int first = 0; first < features; first += ColumnKeys<TKey>.Width)
        {
            keys.Gather(rows, features, first);
            for (int f = 0; f < Math.Min(ColumnKeys<TKey>.Width, features - first); f++)
                if (!keys[f].IsEmpty) OrderStatistics.Quantiles(keys[f], shares, quantiles.AsSpan((first + f) * shares.Length, shares.Length));
        }
        return quantiles;
    }

    private static double[] OfWeighted<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, int features, ReadOnlySpan<double> shares)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ColumnValues.CheckFinite(rows, weights, features);
        double[] quantiles = new double[features * shares.Length];
        Array.Fill(quantiles, double.NaN);
        for (int f = 0; f < features; f++)
        {
            var sample = ColumnValues.Sorted(rows, weights, features, f);
            if (sample.Numbers.Length == 0) continue;
            for (int s = 0; s < shares.Length; s++) quantiles[f * shares.Length + s] = sample.Quantile(shares[s]);
        }
        return quantiles;
    }
}
