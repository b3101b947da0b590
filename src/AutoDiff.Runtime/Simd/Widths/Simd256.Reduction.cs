using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// Halves are combined lane by lane until one lane is left: ((0+4)+(2+6)) + ... in every run and on every machine.
public readonly partial struct Simd256<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Sum(Simd256<T> x) => Simd128<T>.Sum(new Simd128<T>(x.lanes.GetLower()) + new Simd128<T>(x.lanes.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Product(Simd256<T> x) => Simd128<T>.Product(new Simd128<T>(x.lanes.GetLower()) * new Simd128<T>(x.lanes.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MaxAcross(Simd256<T> x) =>
        Simd128<T>.MaxAcross(Simd128<T>.Max(new(x.lanes.GetLower()), new(x.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MinAcross(Simd256<T> x) =>
        Simd128<T>.MinAcross(Simd128<T>.Min(new(x.lanes.GetLower()), new(x.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void AddTo(Simd256<T> x, ref double totals, nint index, nint lanes)
    {
        if (typeof(T) == typeof(double))
        {
            AddDoubles(new Simd256<double>(x.lanes.AsDouble()), ref totals, index, lanes);
            return;
        }

        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(x.lanes.AsSingle());
        AddDoubles(new Simd256<double>(lower), ref totals, index, lanes);
        AddDoubles(new Simd256<double>(upper), ref totals, index + Vector256<double>.Count, lanes - Vector256<double>.Count);
    }

    [MethodImpl(AggressiveInlining)]
    private static void AddDoubles(Simd256<double> x, ref double totals, nint index, nint lanes)
    {
        if (lanes >= Vector256<double>.Count)
            Simd256<double>.Store(Simd256<double>.Load(ref totals, index) + x, ref totals, index);
        else if (lanes > 0)
            Simd256<double>.Store(Simd256<double>.Load(ref totals, index, lanes) + x, ref totals, index, lanes);
    }
}
