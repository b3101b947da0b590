using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>x + rate (g + decay x), with a negative rate.</summary>
internal struct SgdRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Decay;

    public static int Slots => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V first, ref V second, ref V third)
        where V : struct, ISimd<V, T> => V.Fma(V.Broadcast(Rate), V.Fma(V.Broadcast(Decay), x, g), x);
}

/// <summary>v = keep v + take g; x + rate (gradientShare g + velocityShare v), where g includes decay x.</summary>
internal struct MomentumRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Decay, Keep, Take, GradientShare, VelocityShare;

    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V velocity, ref V second, ref V third)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        velocity = V.Fma(V.Broadcast(Keep), velocity, V.Broadcast(Take) * g);
        return V.Fma(V.Broadcast(Rate), V.Fma(V.Broadcast(GradientShare), g, V.Broadcast(VelocityShare) * velocity), x);
    }
}
