using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Totals in memory, one for each position along a row, that vectors are merged into. Sums have <see cref="ISimd{TSelf, T}.AddTo"/>.</summary>
public static class Totals
{
    /// <summary>totals[index + k] = the larger of it and lane k; NaN wins.</summary>
    public static void Max<V, T>(V value, ref double totals, nint index, nint lanes)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> numbers = stackalloc T[V.Count];
        V.Store(value, ref numbers[0], 0);
        for (int k = 0; k < lanes; k++)
        {
            ref double total = ref Unsafe.Add(ref totals, index + k);
            total = double.Max(total, double.CreateTruncating(numbers[k]));
        }
    }

    /// <summary>totals[index + k] = the smaller of it and lane k; NaN wins.</summary>
    public static void Min<V, T>(V value, ref double totals, nint index, nint lanes)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> numbers = stackalloc T[V.Count];
        V.Store(value, ref numbers[0], 0);
        for (int k = 0; k < lanes; k++)
        {
            ref double total = ref Unsafe.Add(ref totals, index + k);
            total = double.Min(total, double.CreateTruncating(numbers[k]));
        }
    }

    /// <summary>totals[index + k] *= lane k.</summary>
    public static void Product<V, T>(V value, ref double totals, nint index, nint lanes)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> numbers = stackalloc T[V.Count];
        V.Store(value, ref numbers[0], 0);
        for (int k = 0; k < lanes; k++) Unsafe.Add(ref totals, index + k) *= double.CreateTruncating(numbers[k]);
    }
}
