using System.Numerics;

namespace AutoDiff;

public readonly partial struct Tensor<T>
{
    /// <summary>A tensor of zeros.</summary>
    public static Tensor<T> Zeros(params ReadOnlySpan<int> shape) => Zeros(new TensorShape(shape));

    /// <summary>A tensor of zeros.</summary>
    public static Tensor<T> Zeros(TensorShape shape) => new(new T[shape.Length], 0, shape);

    /// <summary>A tensor of ones.</summary>
    public static Tensor<T> Ones(params ReadOnlySpan<int> shape) => Full(T.One, shape);

    /// <summary>A tensor that holds one value everywhere.</summary>
    public static Tensor<T> Full(T value, params ReadOnlySpan<int> shape)
    {
        var tensor = Uninitialized(new TensorShape(shape));
        tensor.Fill(value);
        return tensor;
    }

    /// <summary>A copy of numbers in row-major order; without a shape, a vector of all of them.</summary>
    /// <exception cref="ShapeMismatchException">The shape has another number of elements.</exception>
    public static Tensor<T> From(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
    {
        var extents = shape.Length == 0 && values.Length != 1 ? new TensorShape(values.Length) : new TensorShape(shape);
        if (extents.Length != values.Length)
            throw new ShapeMismatchException($"{values.Length} values do not fill the shape {extents}, which has {extents.Length} elements.");
        return new Tensor<T>(values.ToArray(), 0, extents);
    }

    /// <summary>A tensor of rank 0.</summary>
    public static Tensor<T> FromScalar(T value) => new([value], 0, default);

    /// <summary>Views an array as a tensor; no copy. Without a shape, the whole array as a vector.</summary>
    /// <exception cref="ArgumentException">The array is too short for the shape.</exception>
    public static Tensor<T> Wrap(T[] array, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array, 0, shape.Length == 0 ? new TensorShape(array.Length) : new TensorShape(shape));
    }

    /// <summary>A tensor whose content is whatever the memory holds; for results that are written entirely.</summary>
    internal static Tensor<T> Uninitialized(TensorShape shape) => new(GC.AllocateUninitializedArray<T>(shape.Length), 0, shape);
}
