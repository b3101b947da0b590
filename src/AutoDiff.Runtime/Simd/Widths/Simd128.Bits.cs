using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;
using FmaInstructions = System.Runtime.Intrinsics.X86.Fma;

namespace AutoDiff;

public readonly partial struct Simd128<T> : ISimdBits<Simd128<T>, T>
{
    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Constant(float single, double real) =>
        typeof(T) == typeof(float) ? new(Vector128.Create(single)) : new(Vector128.Create(real));

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Constant(double value) =>
        typeof(T) == typeof(float) ? new(Vector128.Create((float)value)) : new(Vector128.Create(value));

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Horner(Simd128<T> p, Simd128<T> x, double coefficient) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(p.lanes.AsSingle(), x.lanes.AsSingle(), Vector128.Create((float)coefficient)))
        : new(Vector128.FusedMultiplyAdd(p.lanes.AsDouble(), x.lanes.AsDouble(), Vector128.Create(coefficient)));

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Pattern(uint single, ulong real) => typeof(T) == typeof(float)
        ? new(Vector128.Create(single).As<uint, T>())
        : new(Vector128.Create(real).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Fnma(Simd128<T> a, Simd128<T> b, Simd128<T> c)
    {
        if (!FmaInstructions.IsSupported)
            return Fma(-a, b, c);
        return typeof(T) == typeof(float)
            ? new(FmaInstructions.MultiplyAddNegated(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()))
            : new(FmaInstructions.MultiplyAddNegated(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()));
    }

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Xor(Simd128<T> a, Simd128<T> b) => new(a.lanes ^ b.lanes);

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.AddBits(Simd128<T> a, Simd128<T> b) => typeof(T) == typeof(float)
        ? new((a.lanes.AsUInt32() + b.lanes.AsUInt32()).As<uint, T>())
        : new((a.lanes.AsUInt64() + b.lanes.AsUInt64()).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.SubtractBits(Simd128<T> a, Simd128<T> b) => typeof(T) == typeof(float)
        ? new((a.lanes.AsUInt32() - b.lanes.AsUInt32()).As<uint, T>())
        : new((a.lanes.AsUInt64() - b.lanes.AsUInt64()).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.ShiftLeft(Simd128<T> a, int single, int real) => typeof(T) == typeof(float)
        ? new(Vector128.ShiftLeft(a.lanes.AsUInt32(), single).As<uint, T>())
        : new(Vector128.ShiftLeft(a.lanes.AsUInt64(), real).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.ShiftRight(Simd128<T> a, int single, int real) => typeof(T) == typeof(float)
        ? new(Vector128.ShiftRightLogical(a.lanes.AsUInt32(), single).As<uint, T>())
        : new(Vector128.ShiftRightLogical(a.lanes.AsUInt64(), real).As<ulong, T>());

    // The instruction gives its second operand when one of the two is NaN.
    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.AtMost(Simd128<T> x, Simd128<T> limit) => new(Vector128.MinNative(limit.lanes, x.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.AtLeast(Simd128<T> x, Simd128<T> limit) => new(Vector128.MaxNative(limit.lanes, x.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Scale(Simd128<T> x, Simd128<T> n)
    {
        if (!Avx512F.VL.IsSupported)
            return PowerOfTwo.Scale<Simd128<T>, T>(x, n);
        return typeof(T) == typeof(float) ? new(Avx512F.VL.Scale(x.lanes.AsSingle(), n.lanes.AsSingle())) : new(Avx512F.VL.Scale(x.lanes.AsDouble(), n.lanes.AsDouble()));
    }

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.Mantissa(Simd128<T> x, out Simd128<T> e)
    {
        if (!Avx512F.VL.IsSupported)
            return PowerOfTwo.Mantissa<Simd128<T>, T>(x, out e);

        // Control 3: interval [3/4, 3/2), sign of the source.
        if (typeof(T) == typeof(float))
        {
            Vector128<float> m = Avx512F.VL.GetMantissa(x.lanes.AsSingle(), 3);
            e = new(Avx512F.VL.GetExponent(x.lanes.AsSingle()) - Avx512F.VL.GetExponent(m));
            return new(m);
        }
        else
        {
            Vector128<double> m = Avx512F.VL.GetMantissa(x.lanes.AsDouble(), 3);
            e = new(Avx512F.VL.GetExponent(x.lanes.AsDouble()) - Avx512F.VL.GetExponent(m));
            return new(m);
        }
    }

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.SelectLess(Simd128<T> a, Simd128<T> b, Simd128<T> x, Simd128<T> y) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a.lanes, b.lanes), x.lanes, y.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd128<T> ISimdBits<Simd128<T>, T>.SelectEqual(Simd128<T> a, Simd128<T> b, Simd128<T> x, Simd128<T> y) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a.lanes, b.lanes), x.lanes, y.lanes));

    [MethodImpl(AggressiveInlining)]
    static bool ISimdBits<Simd128<T>, T>.Any(Simd128<T> mask) => !Vector128.EqualsAll(mask.lanes.AsUInt64(), Vector128<ulong>.Zero);
}
