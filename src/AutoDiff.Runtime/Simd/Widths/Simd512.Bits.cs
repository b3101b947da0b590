using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd512<T> : ISimdBits<Simd512<T>, T>
{
    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Constant(float single, double real) =>
        typeof(T) == typeof(float) ? new(Vector512.Create(single)) : new(Vector512.Create(real));

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Constant(double value) =>
        typeof(T) == typeof(float) ? new(Vector512.Create((float)value)) : new(Vector512.Create(value));

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Horner(Simd512<T> p, Simd512<T> x, double coefficient) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(p.lanes.AsSingle(), x.lanes.AsSingle(), Vector512.Create((float)coefficient)))
        : new(Vector512.FusedMultiplyAdd(p.lanes.AsDouble(), x.lanes.AsDouble(), Vector512.Create(coefficient)));

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Pattern(uint single, ulong real) => typeof(T) == typeof(float)
        ? new(Vector512.Create(single).As<uint, T>())
        : new(Vector512.Create(real).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Fnma(Simd512<T> a, Simd512<T> b, Simd512<T> c)
    {
        if (!Avx512F.IsSupported)
            return Fma(-a, b, c);
        return typeof(T) == typeof(float)
            ? new(Avx512F.FusedMultiplyAddNegated(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()))
            : new(Avx512F.FusedMultiplyAddNegated(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()));
    }

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Xor(Simd512<T> a, Simd512<T> b) => new(a.lanes ^ b.lanes);

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.AddBits(Simd512<T> a, Simd512<T> b) => typeof(T) == typeof(float)
        ? new((a.lanes.AsUInt32() + b.lanes.AsUInt32()).As<uint, T>())
        : new((a.lanes.AsUInt64() + b.lanes.AsUInt64()).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.SubtractBits(Simd512<T> a, Simd512<T> b) => typeof(T) == typeof(float)
        ? new((a.lanes.AsUInt32() - b.lanes.AsUInt32()).As<uint, T>())
        : new((a.lanes.AsUInt64() - b.lanes.AsUInt64()).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.ShiftLeft(Simd512<T> a, int single, int real) => typeof(T) == typeof(float)
        ? new(Vector512.ShiftLeft(a.lanes.AsUInt32(), single).As<uint, T>())
        : new(Vector512.ShiftLeft(a.lanes.AsUInt64(), real).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.ShiftRight(Simd512<T> a, int single, int real) => typeof(T) == typeof(float)
        ? new(Vector512.ShiftRightLogical(a.lanes.AsUInt32(), single).As<uint, T>())
        : new(Vector512.ShiftRightLogical(a.lanes.AsUInt64(), real).As<ulong, T>());

    // The instruction gives its second operand when one of the two is NaN.
    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.AtMost(Simd512<T> x, Simd512<T> limit) => new(Vector512.MinNative(limit.lanes, x.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.AtLeast(Simd512<T> x, Simd512<T> limit) => new(Vector512.MaxNative(limit.lanes, x.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Scale(Simd512<T> x, Simd512<T> n)
    {
        if (!Avx512F.IsSupported)
            return PowerOfTwo.Scale<Simd512<T>, T>(x, n);
        return typeof(T) == typeof(float) ? new(Avx512F.Scale(x.lanes.AsSingle(), n.lanes.AsSingle())) : new(Avx512F.Scale(x.lanes.AsDouble(), n.lanes.AsDouble()));
    }

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.Mantissa(Simd512<T> x, out Simd512<T> e)
    {
        if (!Avx512F.IsSupported)
            return PowerOfTwo.Mantissa<Simd512<T>, T>(x, out e);

        // Control 3: interval [3/4, 3/2), sign of the source.
        if (typeof(T) == typeof(float))
        {
            Vector512<float> m = Avx512F.GetMantissa(x.lanes.AsSingle(), 3);
            e = new(Avx512F.GetExponent(x.lanes.AsSingle()) - Avx512F.GetExponent(m));
            return new(m);
        }
        else
        {
            Vector512<double> m = Avx512F.GetMantissa(x.lanes.AsDouble(), 3);
            e = new(Avx512F.GetExponent(x.lanes.AsDouble()) - Avx512F.GetExponent(m));
            return new(m);
        }
    }

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.SelectLess(Simd512<T> a, Simd512<T> b, Simd512<T> x, Simd512<T> y) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.lanes, b.lanes), x.lanes, y.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd512<T> ISimdBits<Simd512<T>, T>.SelectEqual(Simd512<T> a, Simd512<T> b, Simd512<T> x, Simd512<T> y) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a.lanes, b.lanes), x.lanes, y.lanes));

    [MethodImpl(AggressiveInlining)]
    static bool ISimdBits<Simd512<T>, T>.Any(Simd512<T> mask) => !Vector512.EqualsAll(mask.lanes.AsUInt64(), Vector512<ulong>.Zero);
}
