using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Clustering;

/// <summary>
/// Squared distances of eight rows to one candidate along the rows as they lie in memory: with few candidates, transposing the rows
/// would cost more than the distances.
/// </summary>
internal static unsafe class SeedingRows
{
    public const int Rows = 8;

    /// <summary>With fewer features, most of a vector would be empty.</summary>
    public const int FewestFeatures = 16;

    /// <summary><c>squared[i] = sum over k of (candidate[k] - rows[i][k])^2</c>, 0 for equal rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V>(T** rows, T* candidate, nint dimension, T* squared)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        T* r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3], r4 = rows[4], r5 = rows[5], r6 = rows[6], r7 = rows[7];
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero, s4 = V.Zero, s5 = V.Zero, s6 = V.Zero, s7 = V.Zero;
        nint k = 0;
        V c, d;
        for (; k <= dimension - V.Count; k += V.Count)
        {
            c = V.Load(ref *candidate, k);
            d = c - V.Load(ref *r0, k); s0 = V.Fma(d, d, s0);
            d = c - V.Load(ref *r1, k); s1 = V.Fma(d, d, s1);
            d = c - V.Load(ref *r2, k); s2 = V.Fma(d, d, s2);
            d = c - V.Load(ref *r3, k); s3 = V.Fma(d, d, s3);
            d = c - V.Load(ref *r4, k); s4 = V.Fma(d, d, s4);
            d = c - V.Load(ref *r5, k); s5 = V.Fma(d, d, s5);
            d = c - V.Load(ref *r6, k); s6 = V.Fma(d, d, s6);
            d = c - V.Load(ref *r7, k); s7 = V.Fma(d, d, s7);
        }
        nint lanes = dimension - k;
        if (lanes > 0)
        {
            c = V.Load(ref *candidate, k, lanes);
            d = c - V.Load(ref *r0, k, lanes); s0 = V.Fma(d, d, s0);
            d = c - V.Load(ref *r1, k, lanes); s1 = V.Fma(d, d, s1);
            d = c - V.Load(ref *r2, k, lanes); s2 = V.Fma(d, d, s2);
            d = c - V.Load(ref *r3, k, lanes); s3 = V.Fma(d, d, s3);
            d = c - V.Load(ref *r4, k, lanes); s4 = V.Fma(d, d, s4);
            d = c - V.Load(ref *r5, k, lanes); s5 = V.Fma(d, d, s5);
            d = c - V.Load(ref *r6, k, lanes); s6 = V.Fma(d, d, s6);
            d = c - V.Load(ref *r7, k, lanes); s7 = V.Fma(d, d, s7);
        }
        if (typeof(V) == typeof(Simd512<float>) && Avx512F.IsSupported)
        {
            SumAcross(Float(s0), Float(s1), Float(s2), Float(s3), Float(s4), Float(s5), Float(s6), Float(s7)).Store((float*)squared);
            return;
        }
        squared[0] = V.Sum(s0);
        squared[1] = V.Sum(s1);
        squared[2] = V.Sum(s2);
        squared[3] = V.Sum(s3);
        squared[4] = V.Sum(s4);
        squared[5] = V.Sum(s5);
        squared[6] = V.Sum(s6);
        squared[7] = V.Sum(s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Float<V>(V value)
        where V : struct
        => Unsafe.BitCast<V, Vector512<float>>(value);

    /// <summary>The sums of eight vectors at once: half the shuffles of eight sums one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SumAcross(
        Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3,
        Vector512<float> s4, Vector512<float> s5, Vector512<float> s6, Vector512<float> s7)
    {
        Vector512<float> low = Four(s0, s1, s2, s3), high = Four(s4, s5, s6, s7);
        // Quarters of both: sums of two quarters, then of the two halves.
        Vector512<float> halves = Avx512F.Shuffle4x128(low, high, 0x88) + Avx512F.Shuffle4x128(low, high, 0xDD);
        return (Avx512F.Shuffle4x128(halves, halves, 0x08) + Avx512F.Shuffle4x128(halves, halves, 0x0D)).GetLower();
    }

    /// <summary>In each quarter, the sums over that quarter of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector512<double> ab = (Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b)).AsDouble();
        Vector512<double> cd = (Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d)).AsDouble();
        return Avx512F.UnpackLow(ab, cd).AsSingle() + Avx512F.UnpackHigh(ab, cd).AsSingle();
    }
}
