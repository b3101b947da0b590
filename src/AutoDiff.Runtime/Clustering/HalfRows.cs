namespace AutoDiff.Clustering;

/// <summary>Models of floats on rows of 16 bits. The rows are copied as floats, without rounding.</summary>
public static class HalfRows
{
    /// <inheritdoc cref="KMeansModel{T}.Predict(Tensor{T})"/>
    public static int[] Predict(this KMeansModel<float> model, Tensor<Half> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Predict(Widen(data));
    }

    /// <inheritdoc cref="KMeansModel{T}.Transform(Tensor{T})"/>
    public static Tensor<float> Transform(this KMeansModel<float> model, Tensor<Half> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Transform(Widen(data));
    }

    /// <inheritdoc cref="KMeansModel{T}.Score(Tensor{T}, ReadOnlySpan{double})"/>
    public static double Score(this KMeansModel<float> model, Tensor<Half> data, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Score(Widen(data), weights);
    }

    /// <inheritdoc cref="StreamingKMeans{T}.PartialFit(Tensor{T}, ReadOnlySpan{double})"/>
    public static double PartialFit(this StreamingKMeans<float> stream, Tensor<Half> batch, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.PartialFit(Widen(batch), weights);
    }

    /// <summary>The same numbers as floats.</summary>
    internal static Tensor<float> Widen(Tensor<Half> data)
    {
        var wide = Tensor<float>.Uninitialized(data.Shape);
        ReadOnlySpan<Half> from = data.Span;
        var to = wide.Span;
        for (int i = 0; i < to.Length; i++) to[i] = (float)from[i];
        return wide;
    }
}
