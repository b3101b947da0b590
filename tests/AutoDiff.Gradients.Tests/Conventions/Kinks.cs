using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Gradients.Tests.Conventions;

// Steps have derivative 0 on purpose here.
#pragma warning disable ADIFF042

/// <summary>Functions with kinks and singular points, each a sum over its elements or a reduction, for <see cref="KinkTests"/>.</summary>
public static partial class Kinks
{
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Absolute<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Abs(x));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Rectified<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Relu(x));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T RectifiedToSix<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Clamp(x, T.Zero, T.CreateChecked(6)));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Leaky<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Where(x > 0.0, x, x * 0.125));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Larger<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Maximum(x, y));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Smaller<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Minimum(x, y));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T LargerThanInactive<T>([Shape("N")] Tensor<T> x, [NoGradient][Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Maximum(x, y));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Clamped<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Clamp(x, -T.One, T.One));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Largest<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Max(x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Smallest<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Min(x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Steps<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(Round(x) + Floor(x) + Ceiling(x) + Truncate(x) + Sign(x) + x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Through<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(StraightThrough(Round(x)) * 2.0);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T RootOfPositives<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Where(x > 0.0, Sqrt(x), T.Zero));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Root<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Sqrt(x));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Length<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Norm(x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Deviation<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Norm(x - Mean(x));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Angle<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Atan2(x, y));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Cube<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Pow(x, 3));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T XLogX<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Where(x > 0.0, x * Log(x), T.Zero));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T SoftMaximum<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LogSumExp(x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Probabilities<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Square(Softmax(x, 0)));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Product<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Prod(x);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T BoundedReciprocal<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Minimum(Reciprocal(x), T.One));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Normalized<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var norm = Norm(x, axis: 0, keepDims: true);
        return Sum(Where(norm > 0, x, T.Zero) / Maximum(norm, T.CreateChecked(1e-12)));
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Cosine<T>([Shape("N")] Tensor<T> x, [NoGradient][Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T epsilon = T.CreateChecked(1e-8);
        var norm = Norm(x, axis: 0, keepDims: true);
        return Sum(Where(norm > 0, x, T.Zero) / Maximum(norm, epsilon) * y) / Maximum(Norm(y), epsilon);
    }

    /// <summary>Scale 0.1, codes 0 to 255: the range is tested on the rounded code.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T Quantized<T>([Shape("N")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.CreateChecked(0.1), low = T.Zero, high = T.CreateChecked(255);
        var code = StraightThrough(Round(x / scale));
        return Sum(Where(code < low, low, Where(code > high, high, code)) * scale);
    }

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T CrossEntropy<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        -Sum(Pick(LogSoftmax(logits, axis: 1), targets)) / Maximum(Sum(Indicator<T>(targets)), T.One);

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T PowerOfBoth<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Pow(x, y));

    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static T PowerOfBase<T>([Shape("N")] Tensor<T> x, [NoGradient][Shape("N")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Pow(x, y));
}
