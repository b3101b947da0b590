using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Checks at the entry of generated methods. Messages are built only on failure.</summary>
public static class ShapeCheck
{
    /// <summary>Throws unless the tensor has as many dimensions as <paramref name="expected"/>, such as <c>[N, C]</c>, names.</summary>
    /// <exception cref="ShapeMismatchException">"x is [4] but must be [N, C]".</exception>
    public static void Rank(string parameter, TensorShape actual, string expected)
    {
        if (actual.Rank != CountNames(expected)) throw new ShapeMismatchException($"{parameter} is {actual} but must be {expected}");
    }

    /// <summary>Throws unless two tensors have the same shape.</summary>
    /// <param name="parameter">Name of the tensor that is checked.</param>
    /// <param name="actual">Its shape.</param>
    /// <param name="other">Name of the tensor that it must agree with.</param>
    /// <param name="expected">That one's shape.</param>
    /// <param name="dimensions">Names of the dimensions, such as <c>[N, C]</c>, for the message.</param>
    /// <exception cref="ShapeMismatchException">"dY is [4, 3] but x is [4, 5] (N=4, C=5)".</exception>
    public static void Equal(string parameter, TensorShape actual, string other, TensorShape expected, string? dimensions = null)
    {
        if (actual != expected) throw new ShapeMismatchException($"{parameter} is {actual} but {other} is {expected}{Named(dimensions, expected)}");
    }

    /// <summary>Throws unless a tensor has the shape that its named dimensions say.</summary>
    /// <param name="parameter">Name of the tensor that is checked.</param>
    /// <param name="actual">Its shape.</param>
    /// <param name="dimensions">Names of the dimensions, such as <c>[N, C]</c>.</param>
    /// <param name="extents">Their extents.</param>
    /// <exception cref="ShapeMismatchException">"gamma is [4] but must be [C] (C=5)".</exception>
    public static void Extents(string parameter, TensorShape actual, string dimensions, params ReadOnlySpan<int> extents)
    {
        bool equal = actual.Rank == extents.Length;
        for (int d = 0; equal && d < extents.Length; d++) equal = actual[d] == extents[d];
        if (!equal) throw new ShapeMismatchException($"{parameter} is {actual} but must be {dimensions}{Named(dimensions, new TensorShape(extents))}");
    }

    /// <summary>Throws unless one dimension has the extent that its name has elsewhere.</summary>
    /// <exception cref="ShapeMismatchException">"x is [4, 5] but C=3 (dimension 1)".</exception>
    public static void Extent(string parameter, TensorShape actual, int dimension, string name, int extent)
    {
        if (actual[dimension] != extent) throw new ShapeMismatchException($"{parameter} is {actual} but {name}={extent} (dimension {dimension})");
    }

    /// <summary>Throws unless a span has the length that its named dimension says.</summary>
    /// <exception cref="ShapeMismatchException">"labels has 3 elements but N=4".</exception>
    public static void Length(string parameter, int actual, string name, int extent)
    {
        if (actual != extent) throw new ShapeMismatchException($"{parameter} has {actual} elements but {name}={extent}");
    }

    /// <summary>Throws if two tensors share memory.</summary>
    /// <exception cref="ArgumentException">"dX overlaps x".</exception>
    public static void NoOverlap<T>(string parameter, Tensor<T> tensor, string other, Tensor<T> otherTensor) where T : unmanaged, INumber<T>
    {
        if (((ReadOnlySpan<T>)tensor.Span).Overlaps(otherTensor.Span))
            throw new ArgumentException($"{parameter} overlaps {other}: give it memory of its own.", parameter);
    }

    /// <summary>Throws if a span shares memory with one of up to eight others.</summary>
    /// <param name="parameter">Name of the span that is written.</param>
    /// <param name="span">That span.</param>
    /// <param name="others">Names of the others, separated by commas.</param>
    /// <param name="first">The first of the others; those that follow may be left out.</param>
    /// <param name="second">The second one.</param>
    /// <param name="third">The third one.</param>
    /// <param name="fourth">The fourth one.</param>
    /// <param name="fifth">The fifth one.</param>
    /// <param name="sixth">The sixth one.</param>
    /// <param name="seventh">The seventh one.</param>
    /// <param name="eighth">The eighth one.</param>
    /// <exception cref="ArgumentException">"dX overlaps x".</exception>
    public static void NoOverlap<T>(string parameter, ReadOnlySpan<T> span, string others, ReadOnlySpan<T> first, ReadOnlySpan<T> second = default, ReadOnlySpan<T> third = default,
        ReadOnlySpan<T> fourth = default, ReadOnlySpan<T> fifth = default, ReadOnlySpan<T> sixth = default, ReadOnlySpan<T> seventh = default, ReadOnlySpan<T> eighth = default)
    {
        int offender = span.Overlaps(first) ? 0 : span.Overlaps(second) ? 1 : span.Overlaps(third) ? 2 : span.Overlaps(fourth) ? 3
            : span.Overlaps(fifth) ? 4 : span.Overlaps(sixth) ? 5 : span.Overlaps(seventh) ? 6 : span.Overlaps(eighth) ? 7 : -1;
        if (offender >= 0)
            throw new ArgumentException($"{parameter} overlaps {others.Split(',', StringSplitOptions.TrimEntries)[offender]}: give it memory of its own.", parameter);
    }

    /// <summary>Throws if two tensors share memory without being the same elements: in place is fine, shifted is not.</summary>
    /// <exception cref="ArgumentException">"dX partly overlaps dY".</exception>
    public static void SameOrNoOverlap<T>(string parameter, Tensor<T> tensor, string other, Tensor<T> otherTensor) where T : unmanaged, INumber<T>
    {
        bool same = Unsafe.AreSame(ref tensor.Origin, ref otherTensor.Origin) && tensor.Length == otherTensor.Length;
        if (!same && ((ReadOnlySpan<T>)tensor.Span).Overlaps(otherTensor.Span))
            throw new ArgumentException($"{parameter} partly overlaps {other}: give it the same memory or memory of its own.", parameter);
    }

    private static int CountNames(string dimensions)
    {
        var names = dimensions.AsSpan().Trim("[] ");
        return names.IsEmpty ? 0 : names.Count(',') + 1;
    }

    // " (N=4, C=5)"; empty where there are no names.
    private static string Named(string? dimensions, TensorShape shape)
    {
        if (dimensions is null || shape.Rank == 0) return "";
        var names = dimensions.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        if (names.Length != shape.Rank) return "";
        for (int d = 0; d < names.Length; d++) names[d] += "=" + shape[d];
        return $" ({string.Join(", ", names)})";
    }
}
