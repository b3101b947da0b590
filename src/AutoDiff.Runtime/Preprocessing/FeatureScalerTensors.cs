using System.Numerics;

namespace AutoDiff.Preprocessing;

/// <summary>Scalers on tensors [N, F].</summary>
public static class FeatureScalerTensors
{
    /// <inheritdoc cref="FeatureScaler.Fit"/>
    /// <exception cref="ShapeMismatchException">The tensor is not [N, F].</exception>
    public static void Fit<T>(this FeatureScaler scaler, Tensor<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => scaler.Fit<T>(Check(scaler, rows).Span);

    /// <inheritdoc cref="FeatureScaler.PartialFit"/>
    /// <exception cref="ShapeMismatchException">The tensor is not [N, F].</exception>
    public static void PartialFit<T>(this FeatureScaler scaler, Tensor<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => scaler.PartialFit<T>(Check(scaler, rows).Span);

    /// <summary>The scaled rows as a new tensor.</summary>
    /// <exception cref="ShapeMismatchException">The tensor is not [N, F].</exception>
    public static Tensor<T> Transform<T>(this FeatureScaler scaler, Tensor<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scaled = Tensor<T>.Zeros(Check(scaler, rows).Shape.ToArray());
        scaler.Transform<T>(rows.Span, scaled.Span);
        return scaled;
    }

    private static Tensor<T> Check<T>(FeatureScaler scaler, Tensor<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(scaler);
        return rows.Rank == 2 && rows.Shape[1] == scaler.Features ? rows
            : throw new ShapeMismatchException($"The scaler has {scaler.Features} features and the tensor is {rows.Shape}; expected [N, {scaler.Features}].", nameof(rows));
    }
}
