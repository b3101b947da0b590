using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>
/// The family of Adam. With g including decay x: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// x = shrink x + (gradientShare g + momentShare m) / (rootScale sqrt(v) + epsilon), with negative shares.
/// A third slot holds the largest v so far and takes its place in the root.
/// </summary>
internal struct MomentRule<T, TSlots> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TSlots : struct, ISlotCount
{
    public T Shrink, Decay, Beta1, Beta1Rest, Beta2, Beta2Rest, GradientShare, MomentShare, RootScale, Epsilon;

    public static int Slots => TSlots.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V m, ref V v, ref V largest)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        m = V.Fma(V.Broadcast(Beta1), m, V.Broadcast(Beta1Rest) * g);
        v = V.Fma(V.Broadcast(Beta2), v, V.Broadcast(Beta2Rest) * g * g);
        var second = v;
        if (TSlots.Count > 2) second = largest = V.Max(largest, v);
        var step = V.Fma(V.Broadcast(GradientShare), g, V.Broadcast(MomentShare) * m);
        return V.Fma(V.Broadcast(Shrink), x, step / V.Fma(V.Broadcast(RootScale), V.Sqrt(second), V.Broadcast(Epsilon)));
    }
}
