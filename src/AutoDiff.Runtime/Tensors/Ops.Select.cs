using System.Numerics;

namespace AutoDiff;

/// <remarks>In all forms of <c>Where</c> the element that is not chosen contributes nothing, whatever it is.</remarks>
public static partial class Ops
{
    /// <summary>a where the condition holds, b elsewhere; the three broadcast.</summary>
    public static Tensor<T> Where<T>(Mask condition, Tensor<T> a, Tensor<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Choose(condition, a, b);

    /// <inheritdoc cref="Where{T}(Mask, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Mask condition, Tensor<T> a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Choose(condition, a, Tensor<T>.FromScalar(b));

    /// <inheritdoc cref="Where{T}(Mask, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Mask condition, T a, Tensor<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Choose(condition, Tensor<T>.FromScalar(a), b);

    /// <inheritdoc cref="Where{T}(Mask, Tensor{T}, Tensor{T})"/>
    public static Tensor<T> Where<T>(Mask condition, T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Choose(condition, Tensor<T>.FromScalar(a), Tensor<T>.FromScalar(b));

    /// <summary>a if the condition holds, else b.</summary>
    public static T Where<T>(bool condition, T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => condition ? a : b;

    /// <summary>a where the condition holds, the integers b elsewhere.</summary>
    public static Tensor<int> Where(Mask condition, int a, Tensor<int> b) => Choose(condition, Tensor<int>.FromScalar(a), b);

    private static Tensor<T> Choose<T>(Mask condition, Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T>
    {
        var shape = Broadcasting.Shape(condition.Shape, Broadcasting.Shape(a.Shape, b.Shape));
        var result = Tensor<T>.Uninitialized(shape);
        var rows = new BroadcastRows(shape, condition.Shape, a.Shape, b.Shape);
        int stepC = rows.Repeats(0) ? 0 : 1, stepA = rows.Repeats(1) ? 0 : 1, stepB = rows.Repeats(2) ? 0 : 1;
        Span<bool> chooses = condition.Span;
        Span<T> fromA = a.Elements, fromB = b.Elements;
        for (int r = 0; r < rows.Count; r++)
        {
            int c = rows.Offset(0, r), ia = rows.Offset(1, r), ib = rows.Offset(2, r);
            var to = result.Elements.Slice(r * rows.Length, rows.Length);
            for (int i = 0; i < to.Length; i++, c += stepC, ia += stepA, ib += stepB) to[i] = chooses[c] ? fromA[ia] : fromB[ib];
        }
        return result;
    }
}
