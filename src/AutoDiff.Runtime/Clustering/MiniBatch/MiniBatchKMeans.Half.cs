namespace AutoDiff.Clustering;

public static partial class MiniBatchKMeans
{
    /// <summary>Rows of 16 bits, as floats: the result has the bits of a fit of the same numbers as floats. Works on a copy.</summary>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, MiniBatchKMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static MiniBatchKMeansResult<float> Fit(Tensor<Half> data, MiniBatchKMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Fit(HalfRows.Widen(data), options, weights, cancellation);

    /// <summary>The same from given centroids.</summary>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, Tensor{double}, MiniBatchKMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static MiniBatchKMeansResult<float> Fit(
        Tensor<Half> data, Tensor<double> initialCentroids, MiniBatchKMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Fit(HalfRows.Widen(data), initialCentroids, options, weights, cancellation);
}
