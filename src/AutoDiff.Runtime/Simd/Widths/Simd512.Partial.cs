using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// The ends of rows. A masked instruction does not touch the memory of lanes that are off, and cannot fault there.
public readonly unsafe partial struct Simd512<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Load(ref readonly T source, nint index, nint lanes)
    {
        if (!Avx512F.IsSupported)
            return new(Portable.Load<Vector512<T>, T>(in source, index, lanes));

        // Pinned for this one instruction: the collector moves no array between the address and the load.
        fixed (T* address = &Unsafe.Add(ref Unsafe.AsRef(in source), index))
        {
            return typeof(T) == typeof(float)
                ? new(Avx512F.MaskLoad((float*)address, FirstLanes(lanes).AsSingle(), Vector512<float>.Zero))
                : new(Avx512F.MaskLoad((double*)address, FirstLanes(lanes).AsDouble(), Vector512<double>.Zero));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Simd512<T> value, ref T destination, nint index, nint lanes)
    {
        if (!Avx512F.IsSupported)
        {
            Portable.Store(value.lanes, ref destination, index, lanes);
            return;
        }

        fixed (T* address = &Unsafe.Add(ref destination, index))
        {
            if (typeof(T) == typeof(float))
                Avx512F.MaskStore((float*)address, FirstLanes(lanes).AsSingle(), value.lanes.AsSingle());
            else
                Avx512F.MaskStore((double*)address, FirstLanes(lanes).AsDouble(), value.lanes.AsDouble());
        }
    }
}
