using System.Runtime.CompilerServices;

namespace AutoDiff.Models.Bench;

/// <summary>The rate of fused multiply-adds that one thread reaches from registers: the yardstick for matrix products.</summary>
public static class FmaPeak
{
    private const int Rounds = 200_000;

    /// <returns>GFLOP/s of one thread, the best of several runs.</returns>
    public static double Measure()
    {
        double best = 0;
        for (int i = 0; i < 12; i++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            (float sum, int lanes) = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? Loop<Simd512<float>>()
                : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? Loop<Simd256<float>>() : Loop<Simd128<float>>();
            double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            GC.KeepAlive(sum);
            best = Math.Max(best, 2.0 * 12 * lanes * Rounds / seconds / 1e9);
        }
        return best;
    }

    // Twelve independent chains hide the latency of the units.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Sum, int Lanes) Loop<V>()
        where V : struct, ISimd<V, float>
    {
        V x = V.Broadcast(0.999f), y = V.Broadcast(1e-3f);
        V a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int n = 0; n < Rounds; n++)
        {
            a = V.Fma(a, x, y);
            b = V.Fma(b, x, y);
            c = V.Fma(c, x, y);
            d = V.Fma(d, x, y);
            e = V.Fma(e, x, y);
            f = V.Fma(f, x, y);
            g = V.Fma(g, x, y);
            h = V.Fma(h, x, y);
            i = V.Fma(i, x, y);
            j = V.Fma(j, x, y);
            k = V.Fma(k, x, y);
            l = V.Fma(l, x, y);
        }
        return (V.Sum(a + b + c + d + e + f + g + h + i + j + k + l), V.Count);
    }
}
