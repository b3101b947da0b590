using System.Numerics.Tensors;

namespace AutoDiff;

/// <remarks>
/// Operators broadcast as NumPy does and allocate their result. A <see cref="double"/> operand is converted to T, so that
/// <c>x * 0.5</c> can be written in code that is generic over T.
/// </remarks>
public readonly partial struct Tensor<T>
{
    public static Tensor<T> operator +(Tensor<T> x, Tensor<T> y) => Pointwise.Zip<T>(x, y, TensorPrimitives.Add);
    public static Tensor<T> operator +(Tensor<T> x, T y) => x + FromScalar(y);
    public static Tensor<T> operator +(T x, Tensor<T> y) => FromScalar(x) + y;
    public static Tensor<T> operator +(Tensor<T> x, double y) => x + FromLiteral(y);
    public static Tensor<T> operator +(double x, Tensor<T> y) => FromLiteral(x) + y;

    public static Tensor<T> operator -(Tensor<T> x, Tensor<T> y) => Pointwise.Zip<T>(x, y, TensorPrimitives.Subtract);
    public static Tensor<T> operator -(Tensor<T> x, T y) => x - FromScalar(y);
    public static Tensor<T> operator -(T x, Tensor<T> y) => FromScalar(x) - y;
    public static Tensor<T> operator -(Tensor<T> x, double y) => x - FromLiteral(y);
    public static Tensor<T> operator -(double x, Tensor<T> y) => FromLiteral(x) - y;

    public static Tensor<T> operator *(Tensor<T> x, Tensor<T> y) => Pointwise.Zip<T>(x, y, TensorPrimitives.Multiply);
    public static Tensor<T> operator *(Tensor<T> x, T y) => x * FromScalar(y);
    public static Tensor<T> operator *(T x, Tensor<T> y) => FromScalar(x) * y;
    public static Tensor<T> operator *(Tensor<T> x, double y) => x * FromLiteral(y);
    public static Tensor<T> operator *(double x, Tensor<T> y) => FromLiteral(x) * y;

    public static Tensor<T> operator /(Tensor<T> x, Tensor<T> y) => Pointwise.Zip<T>(x, y, TensorPrimitives.Divide);
    public static Tensor<T> operator /(Tensor<T> x, T y) => x / FromScalar(y);
    public static Tensor<T> operator /(T x, Tensor<T> y) => FromScalar(x) / y;
    public static Tensor<T> operator /(Tensor<T> x, double y) => x / FromLiteral(y);
    public static Tensor<T> operator /(double x, Tensor<T> y) => FromLiteral(x) / y;

    public static Tensor<T> operator -(Tensor<T> x) => Pointwise.Map<T>(x, TensorPrimitives.Negate);

    // Rounding 0.1 to a float is meant; losing the fraction of a number in an integer tensor is not.
    private static Tensor<T> FromLiteral(double value)
    {
        var number = T.CreateChecked(value);
        bool holdsFractions = T.One / (T.One + T.One) != T.Zero;
        if (!holdsFractions && !double.IsInteger(value))
            throw new ArgumentException(FormattableString.Invariant($"{value} is not a whole number, and the tensor holds {typeof(T).Name}."), nameof(value));
        return FromScalar(number);
    }
}
