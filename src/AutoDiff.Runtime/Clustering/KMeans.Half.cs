namespace AutoDiff.Clustering;

public static partial class KMeans
{
    /// <summary>
    /// Rows of 16 bits, as floats: every <see cref="Half"/> is one, so the result has the bits of a fit of the same numbers as floats. Sums are in double,
    /// and nothing overflows at 65504.
    /// </summary>
    /// <remarks>Works on a copy. The model takes <see cref="Half"/> rows through <see cref="HalfRows"/>.</remarks>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static KMeansResult<float> Fit(Tensor<Half> data, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Fit(HalfRows.Widen(data), options, weights, cancellation);

    /// <summary>The same from given centroids.</summary>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, Tensor{double}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static KMeansResult<float> Fit(
        Tensor<Half> data, Tensor<double> initialCentroids, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Fit(HalfRows.Widen(data), initialCentroids, options, weights, cancellation);

    /// <summary>First centroids of rows of 16 bits.</summary>
    /// <inheritdoc cref="Initialize{T}(Tensor{T}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static Tensor<double> Initialize(Tensor<Half> data, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Initialize(HalfRows.Widen(data), options, weights, cancellation);
}
