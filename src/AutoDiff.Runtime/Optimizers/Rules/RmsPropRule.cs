using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>Slots: squared average; velocity; average gradient. The last two only where they are used.</summary>
internal struct RmsPropRule<T, TSlots> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TSlots : struct, ISlotCount
{
    public T Rate, Decay, Alpha, AlphaRest, Momentum, Epsilon;

    public static int Slots => TSlots.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V x, V g, ref V square, ref V velocity, ref V average)
        where V : struct, ISimd<V, T>
    {
        g = V.Fma(V.Broadcast(Decay), x, g);
        square = V.Fma(V.Broadcast(Alpha), square, V.Broadcast(AlphaRest) * g * g);
        var variance = square;
        if (TSlots.Count > 2)
        {
            average = V.Fma(V.Broadcast(Alpha), average, V.Broadcast(AlphaRest) * g);
            // For a constant gradient rounding can leave a variance just below 0.
            variance = V.Max(square - average * average, V.Zero);
        }
        var step = g / (V.Sqrt(variance) + V.Broadcast(Epsilon));
        if (TSlots.Count > 1) step = velocity = V.Fma(V.Broadcast(Momentum), velocity, step);
        return V.Fma(V.Broadcast(Rate), step, x);
    }
}
