using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>s += g^2; x - rate g / (sqrt(s) + epsilon).</summary>
internal struct AdagradRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Decay, Epsilon;

    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V sum, ref V second, ref V third)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        sum = V.Fma(g, g, sum);
        return x - V.Broadcast(Rate) * g / (V.Sqrt(sum) + V.Broadcast(Epsilon));
    }
}
