using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// Halves are combined lane by lane until one lane is left: (0+2)+(1+3) in every run and on every machine.
public readonly partial struct Simd128<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Sum(Simd128<T> x)
    {
        x += UpperHalf(x);
        return typeof(T) == typeof(float) ? x.lanes[0] + x.lanes[1] : x.lanes[0];
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Product(Simd128<T> x)
    {
        x *= UpperHalf(x);
        return typeof(T) == typeof(float) ? x.lanes[0] * x.lanes[1] : x.lanes[0];
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MaxAcross(Simd128<T> x)
    {
        x = Max(x, UpperHalf(x));
        return typeof(T) == typeof(float) ? T.Max(x.lanes[0], x.lanes[1]) : x.lanes[0];
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MinAcross(Simd128<T> x)
    {
        x = Min(x, UpperHalf(x));
        return typeof(T) == typeof(float) ? T.Min(x.lanes[0], x.lanes[1]) : x.lanes[0];
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void AddTo(Simd128<T> x, ref double totals, nint index, nint lanes)
    {
        if (typeof(T) == typeof(double))
        {
            AddDoubles(new Simd128<double>(x.lanes.AsDouble()), ref totals, index, lanes);
            return;
        }

        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(x.lanes.AsSingle());
        AddDoubles(new Simd128<double>(lower), ref totals, index, lanes);
        AddDoubles(new Simd128<double>(upper), ref totals, index + Vector128<double>.Count, lanes - Vector128<double>.Count);
    }

    [MethodImpl(AggressiveInlining)]
    private static void AddDoubles(Simd128<double> x, ref double totals, nint index, nint lanes)
    {
        if (lanes >= Vector128<double>.Count)
            Simd128<double>.Store(Simd128<double>.Load(ref totals, index) + x, ref totals, index);
        else if (lanes > 0)
            Unsafe.Add(ref totals, index) += x.lanes[0];
    }

    [MethodImpl(AggressiveInlining)]
    private static Simd128<T> UpperHalf(Simd128<T> x) => new(Vector128.Shuffle(x.lanes.AsDouble(), Vector128.Create(1L, 0)));
}
