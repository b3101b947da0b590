using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>
/// Adafactor for a vector: first v = keep v + take (g^2 + epsilon) and the direction u = g / sqrt(v); then x = shrink x + rate u, or with an average
/// m = averageKeep m + averageTake u, x = shrink x + rate m. The rate is negative; without an average its shares are 0 and 1 and nothing is stored.
/// </summary>
internal struct ElementRule<T, TSlots> : IDirectionRule<T>, IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TSlots : struct, ISlotCount
{
    public T Keep, Take, Epsilon, Rate, Shrink, AverageKeep, AverageTake;

    public static int StateSlots => 1;

    public static int Slots => TSlots.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Direction<V>(V x, V g, ref V v, ref V second)
        where V : struct, ISimd<V, T>
    {
        v = V.Fma(V.Broadcast(Keep), v, V.Broadcast(Take) * V.Fma(g, g, V.Broadcast(Epsilon)));
        return g / V.Sqrt(v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V v, ref V average, ref V third)
        where V : struct, ISimd<V, T>
    {
        var u = g / V.Sqrt(v);
        if (TSlots.Count > 1) u = average = V.Fma(V.Broadcast(AverageKeep), average, V.Broadcast(AverageTake) * u);
        return V.Fma(V.Broadcast(Rate), u, V.Broadcast(Shrink) * x);
    }
}
