using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;
using FmaInstructions = System.Runtime.Intrinsics.X86.Fma;

namespace AutoDiff;

public readonly partial struct Simd256<T> : ISimdBits<Simd256<T>, T>
{
    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Constant(float single, double real) =>
        typeof(T) == typeof(float) ? new(Vector256.Create(single)) : new(Vector256.Create(real));

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Constant(double value) =>
        typeof(T) == typeof(float) ? new(Vector256.Create((float)value)) : new(Vector256.Create(value));

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Horner(Simd256<T> p, Simd256<T> x, double coefficient) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(p.lanes.AsSingle(), x.lanes.AsSingle(), Vector256.Create((float)coefficient)))
        : new(Vector256.FusedMultiplyAdd(p.lanes.AsDouble(), x.lanes.AsDouble(), Vector256.Create(coefficient)));

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Pattern(uint single, ulong real) => typeof(T) == typeof(float)
        ? new(Vector256.Create(single).As<uint, T>())
        : new(Vector256.Create(real).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Fnma(Simd256<T> a, Simd256<T> b, Simd256<T> c)
    {
        if (!FmaInstructions.IsSupported)
            return Fma(-a, b, c);
        return typeof(T) == typeof(float)
            ? new(FmaInstructions.MultiplyAddNegated(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()))
            : new(FmaInstructions.MultiplyAddNegated(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()));
    }

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Xor(Simd256<T> a, Simd256<T> b) => new(a.lanes ^ b.lanes);

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.AddBits(Simd256<T> a, Simd256<T> b) => typeof(T) == typeof(float)
        ? new((a.lanes.AsUInt32() + b.lanes.AsUInt32()).As<uint, T>())
        : new((a.lanes.AsUInt64() + b.lanes.AsUInt64()).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.SubtractBits(Simd256<T> a, Simd256<T> b) => typeof(T) == typeof(float)
        ? new((a.lanes.AsUInt32() - b.lanes.AsUInt32()).As<uint, T>())
        : new((a.lanes.AsUInt64() - b.lanes.AsUInt64()).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.ShiftLeft(Simd256<T> a, int single, int real) => typeof(T) == typeof(float)
        ? new(Vector256.ShiftLeft(a.lanes.AsUInt32(), single).As<uint, T>())
        : new(Vector256.ShiftLeft(a.lanes.AsUInt64(), real).As<ulong, T>());

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.ShiftRight(Simd256<T> a, int single, int real) => typeof(T) == typeof(float)
        ? new(Vector256.ShiftRightLogical(a.lanes.AsUInt32(), single).As<uint, T>())
        : new(Vector256.ShiftRightLogical(a.lanes.AsUInt64(), real).As<ulong, T>());

    // The instruction gives its second operand when one of the two is NaN.
    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.AtMost(Simd256<T> x, Simd256<T> limit) => new(Vector256.MinNative(limit.lanes, x.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.AtLeast(Simd256<T> x, Simd256<T> limit) => new(Vector256.MaxNative(limit.lanes, x.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Scale(Simd256<T> x, Simd256<T> n)
    {
        if (!Avx512F.VL.IsSupported)
            return PowerOfTwo.Scale<Simd256<T>, T>(x, n);
        return typeof(T) == typeof(float) ? new(Avx512F.VL.Scale(x.lanes.AsSingle(), n.lanes.AsSingle())) : new(Avx512F.VL.Scale(x.lanes.AsDouble(), n.lanes.AsDouble()));
    }

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.Mantissa(Simd256<T> x, out Simd256<T> e)
    {
        if (!Avx512F.VL.IsSupported)
            return PowerOfTwo.Mantissa<Simd256<T>, T>(x, out e);

        // Control 3: interval [3/4, 3/2), sign of the source.
        if (typeof(T) == typeof(float))
        {
            Vector256<float> m = Avx512F.VL.GetMantissa(x.lanes.AsSingle(), 3);
            e = new(Avx512F.VL.GetExponent(x.lanes.AsSingle()) - Avx512F.VL.GetExponent(m));
            return new(m);
        }
        else
        {
            Vector256<double> m = Avx512F.VL.GetMantissa(x.lanes.AsDouble(), 3);
            e = new(Avx512F.VL.GetExponent(x.lanes.AsDouble()) - Avx512F.VL.GetExponent(m));
            return new(m);
        }
    }

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.SelectLess(Simd256<T> a, Simd256<T> b, Simd256<T> x, Simd256<T> y) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.lanes, b.lanes), x.lanes, y.lanes));

    [MethodImpl(AggressiveInlining)]
    static Simd256<T> ISimdBits<Simd256<T>, T>.SelectEqual(Simd256<T> a, Simd256<T> b, Simd256<T> x, Simd256<T> y) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a.lanes, b.lanes), x.lanes, y.lanes));

    [MethodImpl(AggressiveInlining)]
    static bool ISimdBits<Simd256<T>, T>.Any(Simd256<T> mask) => !Vector256.EqualsAll(mask.lanes.AsUInt64(), Vector256<ulong>.Zero);
}
