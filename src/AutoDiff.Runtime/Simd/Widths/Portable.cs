using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Access to memory one lane at a time, for strides and gathers and for hardware without masked instructions.</summary>
internal static class Portable
{
    public static TVector Load<TVector, T>(ref readonly T source, nint index, nint lanes)
        where TVector : struct where T : unmanaged => LoadStrided<TVector, T>(in source, index, 1, lanes);

    public static void Store<TVector, T>(TVector value, ref T destination, nint index, nint lanes)
        where TVector : struct where T : unmanaged => StoreStrided(value, ref destination, index, 1, lanes);

    public static TVector LoadStrided<TVector, T>(ref readonly T source, nint index, nint stride, nint lanes)
        where TVector : struct where T : unmanaged
    {
        TVector value = default;
        ref T from = ref Unsafe.Add(ref Unsafe.AsRef(in source), index);
        for (nint k = 0; k < lanes; k++)
            Lane<TVector, T>(ref value, k) = Unsafe.Add(ref from, k * stride);
        return value;
    }

    public static void StoreStrided<TVector, T>(TVector value, ref T destination, nint index, nint stride, nint lanes)
        where TVector : struct where T : unmanaged
    {
        ref T to = ref Unsafe.Add(ref destination, index);
        for (nint k = 0; k < lanes; k++)
            Unsafe.Add(ref to, k * stride) = Lane<TVector, T>(ref value, k);
    }

    public static TVector Gather<TVector, T>(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes)
        where TVector : struct where T : unmanaged
    {
        TVector value = default;
        ref T table = ref Unsafe.AsRef(in source);
        ref int rows = ref Unsafe.Add(ref Unsafe.AsRef(in indices), index);
        for (nint k = 0; k < lanes; k++)
        {
            nint row = Unsafe.Add(ref rows, k);
            if (row >= 0)
                Lane<TVector, T>(ref value, k) = Unsafe.Add(ref table, row * stride);
        }

        return value;
    }

    public static TVector LoadInt<TVector, T>(ref readonly int source, nint index, nint lanes)
        where TVector : struct where T : unmanaged, INumberBase<T>
    {
        TVector value = default;
        ref int from = ref Unsafe.Add(ref Unsafe.AsRef(in source), index);
        for (nint k = 0; k < lanes; k++)
            Lane<TVector, T>(ref value, k) = T.CreateTruncating(Unsafe.Add(ref from, k));
        return value;
    }

    public static TVector Sequence<TVector, T>(nint start)
        where TVector : struct where T : unmanaged, INumberBase<T>
    {
        TVector value = default;
        for (nint k = 0; k < Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>(); k++)
            Lane<TVector, T>(ref value, k) = T.CreateTruncating(start + k);
        return value;
    }

    private static ref T Lane<TVector, T>(ref TVector vector, nint lane)
        where TVector : struct where T : unmanaged => ref Unsafe.Add(ref Unsafe.As<TVector, T>(ref vector), lane);
}
