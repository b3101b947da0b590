using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <remarks>
/// Code of the base class library works on the same memory through <see cref="TensorSpan{T}"/>. A <see cref="TensorSpan{T}"/> does not
/// tell which array it lies on, so the way back copies; use <see cref="Wrap"/> on the array itself for a view.
/// </remarks>
public readonly partial struct Tensor<T>
{
    /// <summary>The same memory as a <see cref="TensorSpan{T}"/>; no copy. Rank 0 becomes [1]: a <see cref="TensorSpan{T}"/> of rank 0 is empty.</summary>
    public TensorSpan<T> AsTensorSpan() => new(Span, Lengths());

    /// <summary>The same memory as a <see cref="ReadOnlyTensorSpan{T}"/>; no copy. Rank 0 becomes [1].</summary>
    public ReadOnlyTensorSpan<T> AsReadOnlyTensorSpan() => new(Span, Lengths());

    /// <summary>A dense copy of any span of tensor elements, strided ones included.</summary>
    /// <exception cref="ArgumentException">The rank is more than <see cref="TensorShape.MaxRank"/>, or there are more than 2^31-1 elements.</exception>
    public static Tensor<T> FromTensorSpan(scoped in ReadOnlyTensorSpan<T> span)
    {
        var extents = new int[span.Rank];
        for (int d = 0; d < extents.Length; d++) extents[d] = checked((int)span.Lengths[d]);
        var result = Uninitialized(new TensorShape(extents));
        if (result.Length > 0) span.FlattenTo(result.Span);
        return result;
    }

    private ReadOnlySpan<nint> Lengths() => Rank == 0 ? [1] : System.Array.ConvertAll(Shape.ToArray(), extent => (nint)extent);
}
