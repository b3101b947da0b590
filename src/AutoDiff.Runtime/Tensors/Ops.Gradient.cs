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

    /// <summary>
    /// The value of x. The gradient of the method delivers the adjoint of x at this place as one more output, named <c>d</c> and the name with a capital
    /// letter.
    /// </summary>
    /// <param name="x">What to look at.</param>
    /// <param name="name">A constant identifier, other than the names of parameters.</param>
    public static Tensor<T> Tap<T>(Tensor<T> x, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <inheritdoc cref="Tap{T}(Tensor{T}, string)"/>
    public static T Tap<T>(T x, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;

    /// <summary>
    /// The number of iterations, as in <c>for (int t = 0; t &lt; Checkpoint(steps); t++)</c>. The backward pass of the loop then keeps the state of only
    /// about √steps iterations and runs the ones between them again: memory O(√steps), the same bits.
    /// </summary>
    public static int Checkpoint(int steps) => steps;
}
