using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>shrink x + rate (g + decay x), with a negative rate; a += share (x - a) with the new x.</summary>
internal struct AsgdRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Decay, Shrink, Share;

    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V average, ref V second, ref V third)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        x = V.Fma(V.Broadcast(Rate), g, V.Broadcast(Shrink) * x);
        // Written so that a share of 1 gives x itself.
        average = V.Fma(V.Broadcast(Share), x, (V.Broadcast(T.One) - V.Broadcast(Share)) * average);
        return x;
    }
}
