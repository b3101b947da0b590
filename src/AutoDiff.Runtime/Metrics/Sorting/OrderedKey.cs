using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Metrics;

/// <summary>
/// Unsigned integers in the order of floating-point numbers: the sign bit is flipped for positive numbers, all bits for negative ones. -0 and +0 have
/// one key. NaN has no place in the order and must not come here.
/// </summary>
internal static class OrderedKey
{
    private const uint Sign32 = 1u << 31;
    private const ulong Sign64 = 1UL << 63;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x + 0f); // -0 + 0 = +0
        return bits ^ ((uint)((int)bits >> 31) | Sign32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(double x)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x + 0.0);
        return bits ^ ((ulong)((long)bits >> 63) | Sign64);
    }

    /// <summary>The key in the integer that is as wide as the number: <see cref="uint"/> up to 32 bits, else <see cref="ulong"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TKey Of<T, TKey>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKey : unmanaged, IBinaryInteger<TKey>
        => typeof(TKey) == typeof(uint)
            ? TKey.CreateTruncating(Of(float.CreateTruncating(x)))
            : TKey.CreateTruncating(Of(double.CreateTruncating(x)));

    /// <summary>The number that has this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Number<TKey>(TKey key)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        if (typeof(TKey) == typeof(uint))
        {
            uint k = uint.CreateTruncating(key);
            return BitConverter.UInt32BitsToSingle(k ^ ((uint)((int)~k >> 31) | Sign32));
        }
        ulong wide = ulong.CreateTruncating(key);
        return BitConverter.UInt64BitsToDouble(wide ^ ((ulong)((long)~wide >> 63) | Sign64));
    }
}
