using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>keep a + take x, where a is what a sweep takes for the parameters and x for the gradient.</summary>
internal struct AverageRule<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Keep, Take;

    public static int Slots => 0;

    /// <summary>One vectorized pass over the worker pool, with the same bits at any number of threads.</summary>
    public static unsafe void Apply(Span<T> average, ReadOnlySpan<T> values, double keep, double take)
    {
        fixed (T* a = average, x = values)
        {
            UpdateSweep.Run(new UpdateSweep<AverageRule<T>, T>
            {
                Rule = new AverageRule<T> { Keep = T.CreateTruncating(keep), Take = T.CreateTruncating(take) },
                GradientScale = T.One,
                Parameters = a,
                Gradient = x,
            }, average.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Update<V>(V average, V x, ref V first, ref V second, ref V third)
        where V : struct, ISimd<V, T> => V.Fma(V.Broadcast(Keep), average, V.Broadcast(Take) * x);
}
