using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// With one lane a part is nothing, or everything.
public readonly partial struct Scalar<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Load(ref readonly T source, nint index, nint lanes) => lanes > 0 ? Load(in source, index) : default;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Scalar<T> value, ref T destination, nint index, nint lanes)
    {
        if (lanes > 0)
            Store(value, ref destination, index);
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> LoadStrided(ref readonly T source, nint index, nint stride, nint lanes) => Load(in source, index, lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void StoreStrided(Scalar<T> value, ref T destination, nint index, nint stride, nint lanes) =>
        Store(value, ref destination, index, lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Gather(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes)
    {
        nint row = lanes > 0 ? Unsafe.Add(ref Unsafe.AsRef(in indices), index) : -1;
        return row >= 0 ? Load(in source, row * stride) : default;
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> LoadInt(ref readonly int source, nint index, nint lanes) =>
        lanes > 0 ? new(T.CreateTruncating(Unsafe.Add(ref Unsafe.AsRef(in source), index))) : default;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Keep(Scalar<T> value, nint lanes, Scalar<T> fill) => lanes > 0 ? value : fill;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sequence(nint start) => new(T.CreateTruncating(start));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> IsPosition(nint index, nint position) => Mask(index == position);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Sum(Scalar<T> x) => x.value;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Product(Scalar<T> x) => x.value;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MaxAcross(Scalar<T> x) => x.value;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MinAcross(Scalar<T> x) => x.value;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void AddTo(Scalar<T> x, ref double totals, nint index, nint lanes)
    {
        if (lanes > 0)
            Unsafe.Add(ref totals, index) += double.CreateTruncating(x.value);
    }
}
