using System.Numerics;

namespace AutoDiff;

internal delegate void UnaryKernel<T>(ReadOnlySpan<T> x, Span<T> destination);

internal delegate void BinaryKernel<TIn, TOut>(ReadOnlySpan<TIn> x, ReadOnlySpan<TIn> y, Span<TOut> destination);

/// <summary>Applies span kernels to whole tensors and broadcasts.</summary>
internal static class Pointwise
{
    /// <summary>A new tensor kernel(x).</summary>
    public static Tensor<T> Map<T>(Tensor<T> x, UnaryKernel<T> kernel) where T : unmanaged, INumber<T>
    {
        var result = Tensor<T>.Uninitialized(x.Shape);
        kernel(x.Elements, result.Elements);
        return result;
    }

    /// <summary>A new tensor of function(x[i]).</summary>
    public static Tensor<T> MapEach<T>(Tensor<T> x, Func<T, T> function) where T : unmanaged, INumber<T>
    {
        var result = Tensor<T>.Uninitialized(x.Shape);
        var from = x.Elements;
        var to = result.Elements;
        for (int i = 0; i < from.Length; i++) to[i] = function(from[i]);
        return result;
    }

    /// <summary>A new tensor kernel(x, y) of the broadcast shape.</summary>
    public static Tensor<T> Zip<T>(Tensor<T> x, Tensor<T> y, BinaryKernel<T, T> kernel) where T : unmanaged, INumber<T>
    {
        var result = Tensor<T>.Uninitialized(Broadcasting.Shape(x.Shape, y.Shape));
        Zip(x.Elements, x.Shape, y.Elements, y.Shape, result.Elements, result.Shape, kernel);
        return result;
    }

    /// <summary>A new tensor of function(x[i], y[i]) of the broadcast shape.</summary>
    public static Tensor<T> ZipEach<T>(Tensor<T> x, Tensor<T> y, Func<T, T, T> function) where T : unmanaged, INumber<T> =>
        Zip(x, y, (a, b, to) =>
        {
            for (int i = 0; i < to.Length; i++) to[i] = function(a[i], b[i]);
        });

    /// <summary>A new mask of relation(x[i], y[i]) of the broadcast shape.</summary>
    public static Mask Compare<T>(Tensor<T> x, Tensor<T> y, BinaryKernel<T, bool> relation) where T : unmanaged, INumber<T>
    {
        var result = new Mask(Broadcasting.Shape(x.Shape, y.Shape));
        Zip(x.Elements, x.Shape, y.Elements, y.Shape, result.Span, result.Shape, relation);
        return result;
    }

    /// <summary>Runs the kernel over the rows of the broadcast result.</summary>
    public static void Zip<TIn, TOut>(
        ReadOnlySpan<TIn> x, TensorShape xShape, ReadOnlySpan<TIn> y, TensorShape yShape, Span<TOut> result, TensorShape shape, BinaryKernel<TIn, TOut> kernel)
    {
        if (xShape == yShape)
        {
            kernel(x, y, result);
            return;
        }
        var rows = new BroadcastRows(shape, xShape, yShape);
        TIn[]? xRepeated = rows.Repeats(0) ? new TIn[rows.Length] : null, yRepeated = rows.Repeats(1) ? new TIn[rows.Length] : null;
        for (int r = 0; r < rows.Count; r++)
            kernel(RowOf(x, rows, 0, r, xRepeated), RowOf(y, rows, 1, r, yRepeated), result.Slice(r * rows.Length, rows.Length));
    }

    private static ReadOnlySpan<T> RowOf<T>(ReadOnlySpan<T> operand, BroadcastRows rows, int number, int r, T[]? repeated)
    {
        int start = rows.Offset(number, r);
        if (repeated is null) return operand.Slice(start, rows.Length);
        System.Array.Fill(repeated, operand[start]);
        return repeated;
    }
}
