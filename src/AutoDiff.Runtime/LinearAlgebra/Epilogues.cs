using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>The product itself; costs nothing.</summary>
public readonly struct NoEpilogue<T> : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V value, nint row, nint column, nint lanes)
        where V : struct, ISimd<V, T>
        => value;
}

/// <summary>factor * product.</summary>
public readonly struct Scaled<T>(T factor) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V value, nint row, nint column, nint lanes)
        where V : struct, ISimd<V, T>
        => value * V.Broadcast(factor);
}

/// <summary>product + bias, one number per column.</summary>
public readonly struct ColumnBias<T>(Tensor<T> bias) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V value, nint row, nint column, nint lanes)
        where V : struct, ISimd<V, T>
        => value + EpiloguePass.LoadLanes<T, V>(ref bias.Origin, column, lanes);
}

/// <summary>max(product + bias, 0), one bias per column; NaN stays NaN.</summary>
public readonly struct ColumnBiasRelu<T>(Tensor<T> bias) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V value, nint row, nint column, nint lanes)
        where V : struct, ISimd<V, T>
        => V.Max(value + EpiloguePass.LoadLanes<T, V>(ref bias.Origin, column, lanes), V.Zero);
}
