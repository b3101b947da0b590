using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>shrink x + rate sign(beta1 m + (1 - beta1) g), with a negative rate; m = beta2 m + (1 - beta2) g.</summary>
internal struct LionRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Rate, Shrink, Beta1, Beta1Rest, Beta2, Beta2Rest;

    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V m, ref V second, ref V third)
        where V : struct, ISimd<V, T>
    {
        var direction = V.Sign(V.Fma(V.Broadcast(Beta1), m, V.Broadcast(Beta1Rest) * g));
        m = V.Fma(V.Broadcast(Beta2), m, V.Broadcast(Beta2Rest) * g);
        return V.Fma(V.Broadcast(Rate), direction, V.Broadcast(Shrink) * x);
    }
}
