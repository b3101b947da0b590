namespace AutoDiff;

/// <remarks>Comparisons broadcast as NumPy does; a comparison with NaN is false.</remarks>
public readonly partial struct Tensor<T>
{
    public static Mask operator <(Tensor<T> x, Tensor<T> y) => Pointwise.Compare<T>(x, y, Relation.Less);
    public static Mask operator <(Tensor<T> x, T y) => x < FromScalar(y);
    public static Mask operator <(T x, Tensor<T> y) => FromScalar(x) < y;
    public static Mask operator <(Tensor<T> x, double y) => x < FromLiteral(y);
    public static Mask operator <(double x, Tensor<T> y) => FromLiteral(x) < y;

    public static Mask operator <=(Tensor<T> x, Tensor<T> y) => Pointwise.Compare<T>(x, y, Relation.LessOrEqual);
    public static Mask operator <=(Tensor<T> x, T y) => x <= FromScalar(y);
    public static Mask operator <=(T x, Tensor<T> y) => FromScalar(x) <= y;
    public static Mask operator <=(Tensor<T> x, double y) => x <= FromLiteral(y);
    public static Mask operator <=(double x, Tensor<T> y) => FromLiteral(x) <= y;

    public static Mask operator >(Tensor<T> x, Tensor<T> y) => Pointwise.Compare<T>(x, y, Relation.Greater);
    public static Mask operator >(Tensor<T> x, T y) => x > FromScalar(y);
    public static Mask operator >(T x, Tensor<T> y) => FromScalar(x) > y;
    public static Mask operator >(Tensor<T> x, double y) => x > FromLiteral(y);
    public static Mask operator >(double x, Tensor<T> y) => FromLiteral(x) > y;

    public static Mask operator >=(Tensor<T> x, Tensor<T> y) => Pointwise.Compare<T>(x, y, Relation.GreaterOrEqual);
    public static Mask operator >=(Tensor<T> x, T y) => x >= FromScalar(y);
    public static Mask operator >=(T x, Tensor<T> y) => FromScalar(x) >= y;
    public static Mask operator >=(Tensor<T> x, double y) => x >= FromLiteral(y);
    public static Mask operator >=(double x, Tensor<T> y) => FromLiteral(x) >= y;
}
