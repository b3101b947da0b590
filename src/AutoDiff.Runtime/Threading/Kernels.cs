using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>Runs loop nests with the widest vectors of the machine, over the worker pool.</summary>
public static class Kernels
{
    /// <summary>
    /// Runs iterations 0 to <paramref name="extent"/> - 1 in parts of <paramref name="chunk"/> iterations (the last may be
    /// shorter). The parts depend on nothing but these two numbers, so sums that are merged in the order of the parts
    /// have the same bits at any number of workers. One part runs on the caller.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunk"/> is not positive, or there are more than 2^31-1 parts.</exception>
    public static void Run<TKernel, T>(in TKernel kernel, nint extent, nint chunk)
        where TKernel : struct, IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && IsVectorElement<T>()) Run<TKernel, T, Simd512<T>>(in kernel, extent, chunk);
        else if (Vector256.IsHardwareAccelerated && IsVectorElement<T>()) Run<TKernel, T, Simd256<T>>(in kernel, extent, chunk);
        else if (Vector128.IsHardwareAccelerated && IsVectorElement<T>()) Run<TKernel, T, Simd128<T>>(in kernel, extent, chunk);
        else Run<TKernel, T, Scalar<T>>(in kernel, extent, chunk);
    }

    private static void Run<TKernel, T, V>(in TKernel kernel, nint extent, nint chunk)
        where TKernel : struct, IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunk, 1);
        if (extent <= 0) return;
        if (extent <= chunk)
        {
            Unsafe.AsRef(in kernel).Run<V>(0, extent, 0, 0);
            return;
        }
        nint parts = (extent - 1) / chunk + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, int.MaxValue, nameof(chunk));
        WorkerPool.Shared.Run(new KernelJob<TKernel, T, V> { Kernel = kernel, Extent = extent, Chunk = chunk }, (int)parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsVectorElement<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private struct KernelJob<TKernel, T, V> : IJob
        where TKernel : struct, IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        public TKernel Kernel;
        public nint Extent;
        public nint Chunk;

        public void Execute(int part, int worker)
        {
            nint first = part * Chunk;
            Kernel.Run<V>(first, Math.Min(first + Chunk, Extent), part, worker);
        }
    }
}
