using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>
/// Stable reductions of consecutive numbers. Every sum runs in one fixed order, whatever the machine's vector width or the number of threads:
/// blocks of <see cref="BlockLength"/> elements are added in the type itself, in 64-byte lanes, and the block totals in double.
/// </summary>
public static partial class Reductions
{
    /// <summary>Elements that are added in the type itself before the total is widened to double.</summary>
    public const int BlockLength = 1024;

    /// <summary>
    /// The sum; 0 of no elements. For floats the error is at most about 20 roundings of a partial sum, whatever the length;
    /// for doubles it grows by one rounding per <see cref="BlockLength"/> elements.
    /// </summary>
    public static T Sum<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(WideSum(x));

    /// <summary>The arithmetic mean; NaN of no elements. Accuracy as <see cref="Sum"/>.</summary>
    public static T Mean<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(WideSum(x) / x.Length);

    /// <summary>The sum before it is rounded to the type.</summary>
    internal static double WideSum<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        for (; x.Length > BlockLength; x = x[BlockLength..]) total += Block(x[..BlockLength]);
        return total + Block(x);
    }

    // Four 64-byte accumulators, so that additions do not wait for each other. Vector512 gives the same bits where the hardware is narrower.
    private static double Block<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Vector512<T>.IsSupported) return BlockOfUnsupported(x);
        Vector512<T> a = default, b = default, c = default, d = default;
        ref T origin = ref MemoryMarshal.GetReference(x);
        int lanes = Vector512<T>.Count, i = 0;
        for (; i <= x.Length - 4 * lanes; i += 4 * lanes)
        {
            ref T at = ref Unsafe.Add(ref origin, i);
            a += Vector512.LoadUnsafe(ref at);
            b += Vector512.LoadUnsafe(ref at, (nuint)lanes);
            c += Vector512.LoadUnsafe(ref at, (nuint)(2 * lanes));
            d += Vector512.LoadUnsafe(ref at, (nuint)(3 * lanes));
        }
        for (; i <= x.Length - lanes; i += lanes) a += Vector512.LoadUnsafe(ref origin, (nuint)i);
        a = a + b + (c + d);
        double total = 0;
        for (int lane = 0; lane < lanes; lane++) total += double.CreateTruncating(a[lane]);
        for (; i < x.Length; i++) total += double.CreateTruncating(x[i]);
        return total;
    }

    private static double BlockOfUnsupported<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        foreach (T value in x) total += double.CreateTruncating(value);
        return total;
    }
}
