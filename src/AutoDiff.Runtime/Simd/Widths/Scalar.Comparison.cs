using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// A mask is a number whose bits are all 1 or all 0, as in a lane of a vector.
public readonly partial struct Scalar<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> LessThan(Scalar<T> a, Scalar<T> b) => Mask(a.value < b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> LessThanOrEqual(Scalar<T> a, Scalar<T> b) => Mask(a.value <= b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> GreaterThan(Scalar<T> a, Scalar<T> b) => Mask(a.value > b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> GreaterThanOrEqual(Scalar<T> a, Scalar<T> b) => Mask(a.value >= b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Equal(Scalar<T> a, Scalar<T> b) => Mask(a.value == b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> NotEqual(Scalar<T> a, Scalar<T> b) => Mask(a.value != b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> And(Scalar<T> a, Scalar<T> b) => FromBits(Bits(a) & Bits(b));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Or(Scalar<T> a, Scalar<T> b) => FromBits(Bits(a) | Bits(b));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Not(Scalar<T> a) => FromBits(~Bits(a));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Mask(bool value) => FromBits(value ? -1L : 0L);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Select(Scalar<T> mask, Scalar<T> a, Scalar<T> b) => Bits(mask) != 0 ? a : b;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> MaskToReal(Scalar<T> mask) => Bits(mask) != 0 ? new(T.One) : default;

    [MethodImpl(AggressiveInlining)]
    private static long Bits(Scalar<T> a) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<T, int>(a.value)
        : Unsafe.BitCast<T, long>(a.value);

    [MethodImpl(AggressiveInlining)]
    private static Scalar<T> FromBits(long bits) => typeof(T) == typeof(float)
        ? new(Unsafe.BitCast<int, T>((int)bits))
        : new(Unsafe.BitCast<long, T>(bits));
}
