using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>d = g sqrt(a + epsilon) / sqrt(s + epsilon) with the running averages s of g^2 and a of d^2; x + rate d, with a negative rate.</summary>
internal struct AdadeltaRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Decay, Rho, RhoRest, Epsilon;

    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V square, ref V steps, ref V third)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        square = V.Fma(V.Broadcast(Rho), square, V.Broadcast(RhoRest) * g * g);
        var step = V.Sqrt(steps + V.Broadcast(Epsilon)) / V.Sqrt(square + V.Broadcast(Epsilon)) * g;
        steps = V.Fma(V.Broadcast(Rho), steps, V.Broadcast(RhoRest) * step * step);
        return V.Fma(V.Broadcast(Rate), step, x);
    }
}
