using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>
/// First m = beta1 m + (1 - beta1) g and v = beta2 v + (1 - beta2) g^2, then x + rate u with a negative rate, where
/// u = momentScale m / (rootScale sqrt(v) + epsilon) + decay x.
/// </summary>
internal struct LambRule<T> : IDirectionRule<T>, IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Beta1, Beta1Rest, Beta2, Beta2Rest, MomentScale, RootScale, Epsilon, Decay, Rate;

    public static int StateSlots => 2;

    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Direction<V>(V x, V g, ref V m, ref V v)
        where V : struct, ISimd<V, T>
    {
        m = V.Fma(V.Broadcast(Beta1), m, V.Broadcast(Beta1Rest) * g);
        v = V.Fma(V.Broadcast(Beta2), v, V.Broadcast(Beta2Rest) * g * g);
        return Direction(x, m, v);
    }

    // The direction is cheaper to compute again than to store.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V m, ref V v, ref V third)
        where V : struct, ISimd<V, T> => V.Fma(V.Broadcast(Rate), Direction(x, m, v), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V Direction<V>(V x, V m, V v)
        where V : struct, ISimd<V, T> =>
        V.Fma(V.Broadcast(Decay), x, V.Broadcast(MomentScale) * m / V.Fma(V.Broadcast(RootScale), V.Sqrt(v), V.Broadcast(Epsilon)));
}
