using System.Numerics;

namespace AutoDiff;

/// <remarks>These are the identity when the method runs as written; they speak to the generator.</remarks>
public static partial class Ops
{
    /// <summary>The value of x; its derivative is 0.</summary>
    public static Tensor<T> StopGradient<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="StopGradient{T}(Tensor{T})"/>
    public static T StopGradient<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <summary>
    /// The value of a call of Round, Floor, Ceiling, Truncate or Sign, with the derivative of that call's argument (Bengio, Léonard and Courville, 2013).
    /// </summary>
    /// <param name="x">The call itself, as in <c>StraightThrough(Round(x))</c>.</param>
    public static Tensor<T> StraightThrough<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="StraightThrough{T}(Tensor{T})"/>
    public static T StraightThrough<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <summary>The value of x; its derivative is k times what it would be.</summary>
    public static Tensor<T> ScaleGradient<T>(Tensor<T> x, T k) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="ScaleGradient{T}(Tensor{T}, T)"/>
    public static Tensor<T> ScaleGradient<T>(Tensor<T> x, double k) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="ScaleGradient{T}(Tensor{T}, T)"/>
    public static T ScaleGradient<T>(T x, T k) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="ScaleGradient{T}(Tensor{T}, T)"/>
    public static T ScaleGradient<T>(T x, double k) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;
}
