using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>y = (1 - c) y + c z + pointRate d with the old z; z += fastRate d. That moves x = y + (1 / beta - 1) (y - z) by c (z - x) without storing it.</summary>
internal struct Interpolation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Share, ShareRest, FastRate, PointRate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Move<V>(V y, V direction, ref V z)
        where V : struct, ISimd<V, T>
    {
        var moved = V.Fma(V.Broadcast(PointRate), direction, V.Fma(V.Broadcast(Share), z, V.Broadcast(ShareRest) * y));
        z = V.Fma(V.Broadcast(FastRate), direction, z);
        return moved;
    }
}
