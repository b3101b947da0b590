using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// Halves are combined lane by lane until one lane is left: ((0+8)+(4+12)) + ... in every run and on every machine.
public readonly partial struct Simd512<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Sum(Simd512<T> x) => Simd256<T>.Sum(new Simd256<T>(x.lanes.GetLower()) + new Simd256<T>(x.lanes.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Product(Simd512<T> x) => Simd256<T>.Product(new Simd256<T>(x.lanes.GetLower()) * new Simd256<T>(x.lanes.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MaxAcross(Simd512<T> x) =>
        Simd256<T>.MaxAcross(Simd256<T>.Max(new(x.lanes.GetLower()), new(x.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MinAcross(Simd512<T> x) =>
        Simd256<T>.MinAcross(Simd256<T>.Min(new(x.lanes.GetLower()), new(x.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void AddTo(Simd512<T> x, ref double totals, nint index, nint lanes)
    {
        if (typeof(T) == typeof(double))
        {
            AddDoubles(new Simd512<double>(x.lanes.AsDouble()), ref totals, index, lanes);
            return;
        }

        (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(x.lanes.AsSingle());
        AddDoubles(new Simd512<double>(lower), ref totals, index, lanes);
        AddDoubles(new Simd512<double>(upper), ref totals, index + Vector512<double>.Count, lanes - Vector512<double>.Count);
    }

    [MethodImpl(AggressiveInlining)]
    private static void AddDoubles(Simd512<double> x, ref double totals, nint index, nint lanes)
    {
        if (lanes >= Vector512<double>.Count)
            Simd512<double>.Store(Simd512<double>.Load(ref totals, index) + x, ref totals, index);
        else if (lanes > 0)
            Simd512<double>.Store(Simd512<double>.Load(ref totals, index, lanes) + x, ref totals, index, lanes);
    }
}
