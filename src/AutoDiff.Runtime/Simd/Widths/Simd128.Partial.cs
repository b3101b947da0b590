using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// The ends of rows. A masked instruction does not touch the memory of lanes that are off, and cannot fault there.
public readonly unsafe partial struct Simd128<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source, nint index, nint lanes)
    {
        if (!Avx.IsSupported)
            return new(Portable.Load<Vector128<T>, T>(in source, index, lanes));

        // Pinned for this one instruction: the collector moves no array between the address and the load.
        fixed (T* address = &Unsafe.Add(ref Unsafe.AsRef(in source), index))
        {
            if (Avx512F.VL.IsSupported)
            {
                return typeof(T) == typeof(float)
                    ? new(Avx512F.VL.MaskLoad((float*)address, FirstLanes(lanes).AsSingle(), Vector128<float>.Zero))
                    : new(Avx512F.VL.MaskLoad((double*)address, FirstLanes(lanes).AsDouble(), Vector128<double>.Zero));
            }

            return typeof(T) == typeof(float)
                ? new(Avx.MaskLoad((float*)address, FirstLanes(lanes).AsSingle()))
                : new(Avx.MaskLoad((double*)address, FirstLanes(lanes).AsDouble()));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Simd128<T> value, ref T destination, nint index, nint lanes)
    {
        if (!Avx.IsSupported)
        {
            Portable.Store(value.lanes, ref destination, index, lanes);
            return;
        }

        fixed (T* address = &Unsafe.Add(ref destination, index))
        {
            if (Avx512F.VL.IsSupported)
            {
                if (typeof(T) == typeof(float))
                    Avx512F.VL.MaskStore((float*)address, FirstLanes(lanes).AsSingle(), value.lanes.AsSingle());
                else
                    Avx512F.VL.MaskStore((double*)address, FirstLanes(lanes).AsDouble(), value.lanes.AsDouble());
            }
            else if (typeof(T) == typeof(float))
            {
                Avx.MaskStore((float*)address, FirstLanes(lanes).AsSingle(), value.lanes.AsSingle());
            }
            else
            {
                Avx.MaskStore((double*)address, FirstLanes(lanes).AsDouble(), value.lanes.AsDouble());
            }
        }
    }
}
