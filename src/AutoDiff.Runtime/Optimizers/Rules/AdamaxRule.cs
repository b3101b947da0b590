using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + epsilon); x - rate m / u.</summary>
internal struct AdamaxRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Decay, Beta1, Beta1Rest, Beta2, Rate, Epsilon;

    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V m, ref V u, ref V third)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        m = V.Fma(V.Broadcast(Beta1), m, V.Broadcast(Beta1Rest) * g);
        u = V.Max(V.Broadcast(Beta2) * u, V.Abs(g) + V.Broadcast(Epsilon));
        return x - V.Broadcast(Rate) * m / u;
    }
}
