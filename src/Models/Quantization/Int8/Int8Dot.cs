using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Models;

/// <summary>Dot products of unsigned and signed bytes in 32-bit integers. Every path gives the same bits: nothing saturates, and integer sums have no order.</summary>
internal static class Int8Dot
{
    /// <summary>Lengths are multiples of this; shorter rows are padded with zeros.</summary>
    public const int Block = 32;

    /// <summary>Σ codes[i] · weights[i].</summary>
    /// <param name="codes">Length a multiple of <see cref="Block"/>.</param>
    /// <param name="weights">The same length.</param>
    public static int Sum(ReadOnlySpan<byte> codes, ReadOnlySpan<sbyte> weights)
    {
        if (codes.Length != weights.Length || codes.Length % Block != 0)
            throw new ArgumentException($"Rows of {codes.Length} and {weights.Length} bytes; expected equal multiples of {Block}.", nameof(weights));
        if (AvxVnni.IsSupported) return SumVnni(codes, weights);
        return Vector128.IsHardwareAccelerated ? SumWidened(codes, weights) : SumPlain(codes, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SumVnni(ReadOnlySpan<byte> codes, ReadOnlySpan<sbyte> weights)
    {
        var sum = Vector256<int>.Zero;
        for (int i = 0; i < codes.Length; i += Block)
            sum = AvxVnni.MultiplyWideningAndAdd(sum, Vector256.Create(codes.Slice(i, Block)), Vector256.Create(weights.Slice(i, Block)));
        return Vector256.Sum(sum);
    }

    // A product of an unsigned and a signed byte lies in -32640..32385 and fits 16 bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int SumWidened(ReadOnlySpan<byte> codes, ReadOnlySpan<sbyte> weights)
    {
        var sum = Vector128<int>.Zero;
        for (int i = 0; i < codes.Length; i += Vector128<byte>.Count)
        {
            var (codesLow, codesHigh) = Vector128.Widen(Vector128.Create(codes.Slice(i, Vector128<byte>.Count)));
            var (weightsLow, weightsHigh) = Vector128.Widen(Vector128.Create(weights.Slice(i, Vector128<sbyte>.Count)));
            var (a, b) = Vector128.Widen(codesLow.AsInt16() * weightsLow);
            var (c, d) = Vector128.Widen(codesHigh.AsInt16() * weightsHigh);
            sum += a + b + (c + d);
        }
        return Vector128.Sum(sum);
    }

    internal static int SumPlain(ReadOnlySpan<byte> codes, ReadOnlySpan<sbyte> weights)
    {
        int sum = 0;
        for (int i = 0; i < codes.Length; i++) sum += codes[i] * weights[i];
        return sum;
    }
}
