using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Clustering;

/// <summary>
/// The packing of a strip of floats in one pass: rows are read by 16 features, the offset is subtracted, and squares of 16 rows by
/// 16 features are transposed in registers. Twice as fast as a transposition followed by a pass that subtracts.
/// </summary>
internal static unsafe class FloatStripPacking
{
    private const int Lanes = 16;

    /// <summary>Points of a strip.</summary>
    public const int Width = 2 * Lanes;

    /// <summary>Fewer features fill less than a square; the general form is faster there.</summary>
    public const int FewestFeatures = 12;

    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary><c>points[k * 32 + i] = rows[i][k] - offset[k]</c>, and the squared norm of each point.</summary>
    /// <param name="rows">Addresses of 32 rows.</param>
    /// <param name="offset">One for each feature.</param>
    /// <param name="dimension">Number of features.</param>
    /// <param name="points">[dimension, 32].</param>
    /// <param name="norms">32 numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float** rows, float* offset, nint dimension, float* points, float* norms)
    {
        for (int half = 0; half < Width; half += Lanes)
        {
            Vector512<float> norm0 = Vector512<float>.Zero, norm1 = norm0, norm2 = norm0, norm3 = norm0;
            float* to = points + half;
            for (nint k = 0; k < dimension; k += Lanes)
            {
                // The last features: lanes beyond them are not read, and their columns not written.
                nint features = Math.Min(Lanes, dimension - k);
                var mask = features == Lanes ? Vector512<float>.AllBitsSet : FirstLanes(features);
                var shift = Avx512F.MaskLoad(offset + k, mask, Vector512<float>.Zero);
                var r0 = Avx512F.MaskLoad(rows[half + 0] + k, mask, Vector512<float>.Zero) - shift;
                var r1 = Avx512F.MaskLoad(rows[half + 1] + k, mask, Vector512<float>.Zero) - shift;
                var r2 = Avx512F.MaskLoad(rows[half + 2] + k, mask, Vector512<float>.Zero) - shift;
                var r3 = Avx512F.MaskLoad(rows[half + 3] + k, mask, Vector512<float>.Zero) - shift;
                var r4 = Avx512F.MaskLoad(rows[half + 4] + k, mask, Vector512<float>.Zero) - shift;
                var r5 = Avx512F.MaskLoad(rows[half + 5] + k, mask, Vector512<float>.Zero) - shift;
                var r6 = Avx512F.MaskLoad(rows[half + 6] + k, mask, Vector512<float>.Zero) - shift;
                var r7 = Avx512F.MaskLoad(rows[half + 7] + k, mask, Vector512<float>.Zero) - shift;
                var r8 = Avx512F.MaskLoad(rows[half + 8] + k, mask, Vector512<float>.Zero) - shift;
                var r9 = Avx512F.MaskLoad(rows[half + 9] + k, mask, Vector512<float>.Zero) - shift;
                var r10 = Avx512F.MaskLoad(rows[half + 10] + k, mask, Vector512<float>.Zero) - shift;
                var r11 = Avx512F.MaskLoad(rows[half + 11] + k, mask, Vector512<float>.Zero) - shift;
                var r12 = Avx512F.MaskLoad(rows[half + 12] + k, mask, Vector512<float>.Zero) - shift;
                var r13 = Avx512F.MaskLoad(rows[half + 13] + k, mask, Vector512<float>.Zero) - shift;
                var r14 = Avx512F.MaskLoad(rows[half + 14] + k, mask, Vector512<float>.Zero) - shift;
                var r15 = Avx512F.MaskLoad(rows[half + 15] + k, mask, Vector512<float>.Zero) - shift;

                // Pairs of rows, pairs of pairs, then quarters of registers.
                var a0 = Avx512F.UnpackLow(r0, r1).AsDouble();
                var a1 = Avx512F.UnpackHigh(r0, r1).AsDouble();
                var a2 = Avx512F.UnpackLow(r2, r3).AsDouble();
                var a3 = Avx512F.UnpackHigh(r2, r3).AsDouble();
                var a4 = Avx512F.UnpackLow(r4, r5).AsDouble();
                var a5 = Avx512F.UnpackHigh(r4, r5).AsDouble();
                var a6 = Avx512F.UnpackLow(r6, r7).AsDouble();
                var a7 = Avx512F.UnpackHigh(r6, r7).AsDouble();
                var a8 = Avx512F.UnpackLow(r8, r9).AsDouble();
                var a9 = Avx512F.UnpackHigh(r8, r9).AsDouble();
                var a10 = Avx512F.UnpackLow(r10, r11).AsDouble();
                var a11 = Avx512F.UnpackHigh(r10, r11).AsDouble();
                var a12 = Avx512F.UnpackLow(r12, r13).AsDouble();
                var a13 = Avx512F.UnpackHigh(r12, r13).AsDouble();
                var a14 = Avx512F.UnpackLow(r14, r15).AsDouble();
                var a15 = Avx512F.UnpackHigh(r14, r15).AsDouble();
                var b0 = Avx512F.UnpackLow(a0, a2).AsSingle();
                var b1 = Avx512F.UnpackHigh(a0, a2).AsSingle();
                var b2 = Avx512F.UnpackLow(a1, a3).AsSingle();
                var b3 = Avx512F.UnpackHigh(a1, a3).AsSingle();
                var b4 = Avx512F.UnpackLow(a4, a6).AsSingle();
                var b5 = Avx512F.UnpackHigh(a4, a6).AsSingle();
                var b6 = Avx512F.UnpackLow(a5, a7).AsSingle();
                var b7 = Avx512F.UnpackHigh(a5, a7).AsSingle();
                var b8 = Avx512F.UnpackLow(a8, a10).AsSingle();
                var b9 = Avx512F.UnpackHigh(a8, a10).AsSingle();
                var b10 = Avx512F.UnpackLow(a9, a11).AsSingle();
                var b11 = Avx512F.UnpackHigh(a9, a11).AsSingle();
                var b12 = Avx512F.UnpackLow(a12, a14).AsSingle();
                var b13 = Avx512F.UnpackHigh(a12, a14).AsSingle();
                var b14 = Avx512F.UnpackLow(a13, a15).AsSingle();
                var b15 = Avx512F.UnpackHigh(a13, a15).AsSingle();
                Quarters(b0, b4, b8, b12, out var c0, out var c4, out var c8, out var c12);
                Quarters(b1, b5, b9, b13, out var c1, out var c5, out var c9, out var c13);
                Quarters(b2, b6, b10, b14, out var c2, out var c6, out var c10, out var c14);
                Quarters(b3, b7, b11, b15, out var c3, out var c7, out var c11, out var c15);

                c0.Store(to + 0 * Width); norm0 = Vector512.FusedMultiplyAdd(c0, c0, norm0);
                if (features > 1) { c1.Store(to + 1 * Width); norm1 = Vector512.FusedMultiplyAdd(c1, c1, norm1); }
                if (features > 2) { c2.Store(to + 2 * Width); norm2 = Vector512.FusedMultiplyAdd(c2, c2, norm2); }
                if (features > 3) { c3.Store(to + 3 * Width); norm3 = Vector512.FusedMultiplyAdd(c3, c3, norm3); }
                if (features > 4) { c4.Store(to + 4 * Width); norm0 = Vector512.FusedMultiplyAdd(c4, c4, norm0); }
                if (features > 5) { c5.Store(to + 5 * Width); norm1 = Vector512.FusedMultiplyAdd(c5, c5, norm1); }
                if (features > 6) { c6.Store(to + 6 * Width); norm2 = Vector512.FusedMultiplyAdd(c6, c6, norm2); }
                if (features > 7) { c7.Store(to + 7 * Width); norm3 = Vector512.FusedMultiplyAdd(c7, c7, norm3); }
                if (features > 8) { c8.Store(to + 8 * Width); norm0 = Vector512.FusedMultiplyAdd(c8, c8, norm0); }
                if (features > 9) { c9.Store(to + 9 * Width); norm1 = Vector512.FusedMultiplyAdd(c9, c9, norm1); }
                if (features > 10) { c10.Store(to + 10 * Width); norm2 = Vector512.FusedMultiplyAdd(c10, c10, norm2); }
                if (features > 11) { c11.Store(to + 11 * Width); norm3 = Vector512.FusedMultiplyAdd(c11, c11, norm3); }
                if (features > 12) { c12.Store(to + 12 * Width); norm0 = Vector512.FusedMultiplyAdd(c12, c12, norm0); }
                if (features > 13) { c13.Store(to + 13 * Width); norm1 = Vector512.FusedMultiplyAdd(c13, c13, norm1); }
                if (features > 14) { c14.Store(to + 14 * Width); norm2 = Vector512.FusedMultiplyAdd(c14, c14, norm2); }
                if (features > 15) { c15.Store(to + 15 * Width); norm3 = Vector512.FusedMultiplyAdd(c15, c15, norm3); }
                to += Lanes * Width;
            }
            ((norm0 + norm1) + (norm2 + norm3)).Store(norms + half);
        }
    }

    /// <summary>Column c + 4 q of 16 rows from quarter q of four registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        Vector512<float> rows0, Vector512<float> rows4, Vector512<float> rows8, Vector512<float> rows12,
        out Vector512<float> q0, out Vector512<float> q1, out Vector512<float> q2, out Vector512<float> q3)
    {
        // 0x88 takes quarters 0 and 2 of both operands, 0xDD quarters 1 and 3.
        var even0 = Avx512F.Shuffle4x128(rows0, rows4, 0x88);
        var odd0 = Avx512F.Shuffle4x128(rows0, rows4, 0xDD);
        var even8 = Avx512F.Shuffle4x128(rows8, rows12, 0x88);
        var odd8 = Avx512F.Shuffle4x128(rows8, rows12, 0xDD);
        q0 = Avx512F.Shuffle4x128(even0, even8, 0x88);
        q2 = Avx512F.Shuffle4x128(even0, even8, 0xDD);
        q1 = Avx512F.Shuffle4x128(odd0, odd8, 0x88);
        q3 = Avx512F.Shuffle4x128(odd0, odd8, 0xDD);
    }

    private static Vector512<float> FirstLanes(nint count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle();
}
