using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.LinearAlgebra;

// Pairs of rows are interleaved, then pairs of pairs; log2(size) steps in all.
internal static unsafe partial class Transposition
{
    private readonly struct Block8x8 : IBlock
    {
        public static int Size => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(void* source, nint sourceRow, void* destination, nint destinationRow)
        {
            float* s = (float*)source, d = (float*)destination;
            var (a0, a1, a2, a3) = Halves(s, sourceRow);
            var (b0, b1, b2, b3) = Halves(s + 4, sourceRow);
            a0.Store(d);
            a1.Store(d += destinationRow);
            a2.Store(d += destinationRow);
            a3.Store(d += destinationRow);
            b0.Store(d += destinationRow);
            b1.Store(d += destinationRow);
            b2.Store(d += destinationRow);
            b3.Store(d + destinationRow);
        }

        /// <summary>Four columns of eight rows, transposed: rows i and i + 4 share a register, so that no element crosses its halves again.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (Vector256<float> C0, Vector256<float> C1, Vector256<float> C2, Vector256<float> C3) Halves(float* s, nint row)
        {
            var r0 = Pair(s, s + 4 * row);
            var r1 = Pair(s + row, s + 5 * row);
            var r2 = Pair(s + 2 * row, s + 6 * row);
            var r3 = Pair(s + 3 * row, s + 7 * row);
            var low01 = Avx.UnpackLow(r0, r1).AsDouble();
            var low23 = Avx.UnpackLow(r2, r3).AsDouble();
            var high01 = Avx.UnpackHigh(r0, r1).AsDouble();
            var high23 = Avx.UnpackHigh(r2, r3).AsDouble();
            return (Avx.UnpackLow(low01, low23).AsSingle(), Avx.UnpackHigh(low01, low23).AsSingle(),
                Avx.UnpackLow(high01, high23).AsSingle(), Avx.UnpackHigh(high01, high23).AsSingle());
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Pair(float* low, float* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));
    }

    private readonly struct Block4x4 : IBlock
    {
        public static int Size => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(void* source, nint sourceRow, void* destination, nint destinationRow)
        {
            float* s = (float*)source, d = (float*)destination;
            Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + sourceRow);
            Vector128<float> r2 = Vector128.Load(s + 2 * sourceRow), r3 = Vector128.Load(s + 3 * sourceRow);
            Vector128<float> low01 = Sse.UnpackLow(r0, r1), low23 = Sse.UnpackLow(r2, r3);
            Vector128<float> high01 = Sse.UnpackHigh(r0, r1), high23 = Sse.UnpackHigh(r2, r3);
            Sse.MoveLowToHigh(low01, low23).Store(d);
            Sse.MoveHighToLow(low23, low01).Store(d + destinationRow);
            Sse.MoveLowToHigh(high01, high23).Store(d + 2 * destinationRow);
            Sse.MoveHighToLow(high23, high01).Store(d + 3 * destinationRow);
        }
    }

    private readonly struct Block4x4Double : IBlock
    {
        public static int Size => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Copy(void* source, nint sourceRow, void* destination, nint destinationRow)
        {
            double* s = (double*)source, d = (double*)destination;
            var r02 = Pair(s, s + 2 * sourceRow);
            var r13 = Pair(s + sourceRow, s + 3 * sourceRow);
            var q02 = Pair(s + 2, s + 2 * sourceRow + 2);
            var q13 = Pair(s + sourceRow + 2, s + 3 * sourceRow + 2);
            Avx.UnpackLow(r02, r13).Store(d);
            Avx.UnpackHigh(r02, r13).Store(d + destinationRow);
            Avx.UnpackLow(q02, q13).Store(d + 2 * destinationRow);
            Avx.UnpackHigh(q02, q13).Store(d + 3 * destinationRow);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<double> Pair(double* low, double* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));
    }
}
