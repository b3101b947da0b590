using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.LinearAlgebra;

/// <summary>
/// The innermost product: a tile of C, at most 14 rows high and one or two vectors wide, held in registers while the
/// inner dimension runs. 28 accumulators, two vectors of B and one element of A fill 31 of the 32 registers of AVX-512
/// and keep both of its multipliers busy: a step of 28 multiply-adds needs only 16 loads.
/// </summary>
internal static unsafe class TileKernel
{
    /// <summary>
    /// C = A B, or C += A B. Row i of A is read at <c>a + i * aRow + k * aDepth</c>, so A may be packed or not, transposed or
    /// not. Every element of C is one chain of fused multiply-adds in the order of k, whatever the size of the tile.
    /// </summary>
    /// <remarks>
    /// <c>bDepth</c> and <c>cRow</c> step from a row of B and C to the next; the rows themselves are contiguous. The size in bytes of
    /// <c>TRows</c> and <c>TVectors</c> is the number of rows, and of vectors in a row (1 or 2). Sizes of types are constants to the
    /// JIT from the start, so that it never looks at the rows that a tile does not have.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T, V, TRows, TVectors>(
        T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint depth, T* c, nint cRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TRows : unmanaged
        where TVectors : unmanaged
    {
        V c00 = V.Zero, c01 = V.Zero;
        V c10 = V.Zero, c11 = V.Zero;
        V c20 = V.Zero, c21 = V.Zero;
        V c30 = V.Zero, c31 = V.Zero;
        V c40 = V.Zero, c41 = V.Zero;
        V c50 = V.Zero, c51 = V.Zero;
        V c60 = V.Zero, c61 = V.Zero;
        V c70 = V.Zero, c71 = V.Zero;
        V c80 = V.Zero, c81 = V.Zero;
        V c90 = V.Zero, c91 = V.Zero;
        V c100 = V.Zero, c101 = V.Zero;
        V c110 = V.Zero, c111 = V.Zero;
        V c120 = V.Zero, c121 = V.Zero;
        V c130 = V.Zero, c131 = V.Zero;

        // Two base addresses and three multiples of the row step reach all rows without further registers.
        byte* top = (byte*)a;
        nint step = aRow * sizeof(T), step3 = 3 * step, step5 = 5 * step, advance = aDepth * sizeof(T);
        byte* bottom = top + 7 * step;
        if (Sse.IsSupported) PrefetchRows<T, V, TRows>(c, cRow);
        for (; depth > 0; depth--, top += advance, bottom += advance, b += bDepth)
        {
            V b0 = V.Load(ref *b, 0), b1 = sizeof(TVectors) > 1 ? V.Load(ref *b, V.Count) : V.Zero;
            V x;
            x = V.Broadcast(*(T*)top); c00 = V.Fma(x, b0, c00); if (sizeof(TVectors) > 1) c01 = V.Fma(x, b1, c01);
            if (sizeof(TRows) > 1) { x = V.Broadcast(*(T*)(top + step)); c10 = V.Fma(x, b0, c10); if (sizeof(TVectors) > 1) c11 = V.Fma(x, b1, c11); }
            if (sizeof(TRows) > 2) { x = V.Broadcast(*(T*)(top + 2 * step)); c20 = V.Fma(x, b0, c20); if (sizeof(TVectors) > 1) c21 = V.Fma(x, b1, c21); }
            if (sizeof(TRows) > 3) { x = V.Broadcast(*(T*)(top + step3)); c30 = V.Fma(x, b0, c30); if (sizeof(TVectors) > 1) c31 = V.Fma(x, b1, c31); }
            if (sizeof(TRows) > 4) { x = V.Broadcast(*(T*)(top + 4 * step)); c40 = V.Fma(x, b0, c40); if (sizeof(TVectors) > 1) c41 = V.Fma(x, b1, c41); }
            if (sizeof(TRows) > 5) { x = V.Broadcast(*(T*)(top + step5)); c50 = V.Fma(x, b0, c50); if (sizeof(TVectors) > 1) c51 = V.Fma(x, b1, c51); }
            if (sizeof(TRows) > 6) { x = V.Broadcast(*(T*)(top + 2 * step3)); c60 = V.Fma(x, b0, c60); if (sizeof(TVectors) > 1) c61 = V.Fma(x, b1, c61); }
            if (sizeof(TRows) > 7) { x = V.Broadcast(*(T*)bottom); c70 = V.Fma(x, b0, c70); if (sizeof(TVectors) > 1) c71 = V.Fma(x, b1, c71); }
            if (sizeof(TRows) > 8) { x = V.Broadcast(*(T*)(bottom + step)); c80 = V.Fma(x, b0, c80); if (sizeof(TVectors) > 1) c81 = V.Fma(x, b1, c81); }
            if (sizeof(TRows) > 9) { x = V.Broadcast(*(T*)(bottom + 2 * step)); c90 = V.Fma(x, b0, c90); if (sizeof(TVectors) > 1) c91 = V.Fma(x, b1, c91); }
            if (sizeof(TRows) > 10) { x = V.Broadcast(*(T*)(bottom + step3)); c100 = V.Fma(x, b0, c100); if (sizeof(TVectors) > 1) c101 = V.Fma(x, b1, c101); }
            if (sizeof(TRows) > 11) { x = V.Broadcast(*(T*)(bottom + 4 * step)); c110 = V.Fma(x, b0, c110); if (sizeof(TVectors) > 1) c111 = V.Fma(x, b1, c111); }
            if (sizeof(TRows) > 12) { x = V.Broadcast(*(T*)(bottom + step5)); c120 = V.Fma(x, b0, c120); if (sizeof(TVectors) > 1) c121 = V.Fma(x, b1, c121); }
            if (sizeof(TRows) > 13) { x = V.Broadcast(*(T*)(bottom + 2 * step3)); c130 = V.Fma(x, b0, c130); if (sizeof(TVectors) > 1) c131 = V.Fma(x, b1, c131); }
        }

        Add<T, V, TVectors>(c, c00, c01, accumulate);
        if (sizeof(TRows) > 1) Add<T, V, TVectors>(c += cRow, c10, c11, accumulate);
        if (sizeof(TRows) > 2) Add<T, V, TVectors>(c += cRow, c20, c21, accumulate);
        if (sizeof(TRows) > 3) Add<T, V, TVectors>(c += cRow, c30, c31, accumulate);
        if (sizeof(TRows) > 4) Add<T, V, TVectors>(c += cRow, c40, c41, accumulate);
        if (sizeof(TRows) > 5) Add<T, V, TVectors>(c += cRow, c50, c51, accumulate);
        if (sizeof(TRows) > 6) Add<T, V, TVectors>(c += cRow, c60, c61, accumulate);
        if (sizeof(TRows) > 7) Add<T, V, TVectors>(c += cRow, c70, c71, accumulate);
        if (sizeof(TRows) > 8) Add<T, V, TVectors>(c += cRow, c80, c81, accumulate);
        if (sizeof(TRows) > 9) Add<T, V, TVectors>(c += cRow, c90, c91, accumulate);
        if (sizeof(TRows) > 10) Add<T, V, TVectors>(c += cRow, c100, c101, accumulate);
        if (sizeof(TRows) > 11) Add<T, V, TVectors>(c += cRow, c110, c111, accumulate);
        if (sizeof(TRows) > 12) Add<T, V, TVectors>(c += cRow, c120, c121, accumulate);
        if (sizeof(TRows) > 13) Add<T, V, TVectors>(c += cRow, c130, c131, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, V, TVectors>(T* c, V value0, V value1, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TVectors : unmanaged
    {
        if (accumulate)
        {
            value0 = V.Load(ref *c, 0) + value0;
            if (sizeof(TVectors) > 1) value1 = V.Load(ref *c, V.Count) + value1;
        }
        V.Store(value0, ref *c, 0);
        if (sizeof(TVectors) > 1) V.Store(value1, ref *c, V.Count);
    }

    /// <summary>C is touched once, after a long loop over other memory: asks for its lines before that loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchRows<T, V, TRows>(T* c, nint cRow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TRows : unmanaged
    {
        for (int row = 0; row < sizeof(TRows); row++, c += cRow)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0(c + V.Count);
        }
    }
}
