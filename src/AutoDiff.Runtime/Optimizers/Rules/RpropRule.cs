using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>The step grows where the gradient keeps its sign and shrinks where it changes; there the gradient counts as 0. x - sign(g) step.</summary>
internal struct RpropRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Shrink, Grow, Smallest, Largest;

    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V previous, ref V step, ref V third)
        where V : struct, ISimd<V, T>
    {
        // Signs first: the product of two small gradients could vanish.
        var agreement = V.Sign(g) * V.Sign(previous);
        var changed = V.LessThan(agreement, V.Zero);
        var factor = V.Select(V.GreaterThan(agreement, V.Zero), V.Broadcast(Grow), V.Broadcast(T.One));
        factor = V.Select(changed, V.Broadcast(Shrink), factor);
        step = V.Clamp(step * factor, V.Broadcast(Smallest), V.Broadcast(Largest));
        previous = V.Select(changed, V.Zero, g);
        return x - V.Sign(previous) * step;
    }
}
