using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>m = momentum m + g; the direction is momentumShare m + gradientShare g. The parameter stays.</summary>
internal struct MuonMomentumRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Momentum, MomentumShare, GradientShare;

    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V m, ref V direction, ref V third)
        where V : struct, ISimd<V, T>
    {
        m = V.Fma(V.Broadcast(Momentum), m, g);
        direction = V.Fma(V.Broadcast(MomentumShare), m, V.Broadcast(GradientShare) * g);
        return x;
    }
}

/// <summary>shrink x + rate o, with a negative rate.</summary>
internal struct MuonStepRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Shrink;

    public static int Slots => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V orthogonal, ref V first, ref V second, ref V third)
        where V : struct, ISimd<V, T> => V.Fma(V.Broadcast(Rate), orthogonal, V.Broadcast(Shrink) * x);
}
