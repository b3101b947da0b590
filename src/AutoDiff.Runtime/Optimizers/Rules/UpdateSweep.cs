using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>Runs sweeps over the worker pool.</summary>
internal static class UpdateSweep
{
    /// <summary>Fewest parameters in one part of a sweep: some 10 us of work, enough to be worth a thread.</summary>
    private const int SmallestChunk = 32768;

    /// <summary>Parts of a long sweep for each worker: few, as memory is read fastest in long runs, but enough to even out a slow worker.</summary>
    private const int PartsPerWorker = 8;

    // Parameters do not depend on each other, so the parts may depend on the number of workers.
    public static void Run<TRule, T>(in UpdateSweep<TRule, T> sweep, int length)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kernels.Run<UpdateSweep<TRule, T>, T>(in sweep, length, Math.Max(SmallestChunk, length / (PartsPerWorker * WorkerPool.MaxWorkers) + 1));
}

/// <summary>Applies a rule to every parameter: one load and one store of everything that the rule touches.</summary>
internal unsafe struct UpdateSweep<TRule, T> : IKernel<T>
    where TRule : struct, IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TRule Rule;
    public T GradientScale;
    public T* Parameters, Gradient, First, Second, Third;

    // The loop is called a few times and runs long: it must not start as unoptimized code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<V>(nint first, nint last, int chunk, int worker)
        where V : struct, ISimd<V, T>
    {
        var rule = Rule;
        var scale = V.Broadcast(GradientScale);
        nint i = first + Unaligned(Parameters + first, V.Count, last - first);
        if (i > first) RunRest<V>(first, i - first);
        for (; i <= last - V.Count; i += V.Count)
        {
            V a = default, b = default, c = default;
            if (TRule.Slots > 0) a = V.Load(ref *First, i);
            if (TRule.Slots > 1) b = V.Load(ref *Second, i);
            if (TRule.Slots > 2) c = V.Load(ref *Third, i);
            V.Store(rule.Update(V.Load(ref *Parameters, i), V.Load(ref *Gradient, i) * scale, ref a, ref b, ref c), ref *Parameters, i);
            if (TRule.Slots > 0) V.Store(a, ref *First, i);
            if (TRule.Slots > 1) V.Store(b, ref *Second, i);
            if (TRule.Slots > 2) V.Store(c, ref *Third, i);
        }
        if (i < last) RunRest<V>(i, last - i);
    }

    // Elements before the first whole vector at its own alignment: from there on no access crosses a cache line. Arrays start alike, so
    // what aligns the parameters aligns gradient and state as well.
    private static nint Unaligned(T* start, int count, nint available)
    {
        nint bytes = count * sizeof(T), beyond = (nint)start & bytes - 1;
        return beyond == 0 ? 0 : Math.Min((bytes - beyond) / sizeof(T), available);
    }

    private readonly void RunRest<V>(nint i, nint lanes)
        where V : struct, ISimd<V, T>
    {
        V a = default, b = default, c = default;
        if (TRule.Slots > 0) a = V.Load(ref *First, i, lanes);
        if (TRule.Slots > 1) b = V.Load(ref *Second, i, lanes);
        if (TRule.Slots > 2) c = V.Load(ref *Third, i, lanes);
        V.Store(Rule.Update(V.Load(ref *Parameters, i, lanes), V.Load(ref *Gradient, i, lanes) * V.Broadcast(GradientScale), ref a, ref b, ref c), ref *Parameters, i, lanes);
        if (TRule.Slots > 0) V.Store(a, ref *First, i, lanes);
        if (TRule.Slots > 1) V.Store(b, ref *Second, i, lanes);
        if (TRule.Slots > 2) V.Store(c, ref *Third, i, lanes);
    }
}
