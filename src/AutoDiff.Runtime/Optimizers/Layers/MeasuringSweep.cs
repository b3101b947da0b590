using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>
/// Updates the state of a tensor and sums the squares of parameters and directions: in double, over parts that depend on the length alone, merged in
/// their order.
/// </summary>
internal unsafe struct MeasuringSweep<TRule, T> : IKernel<T>
    where TRule : struct, IDirectionRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int SmallestPart = 32768, MostParts = 128;

    // Vectors added up in T before they go into the double.
    private const int Block = 16;

    public TRule Rule;
    public T GradientScale;
    public T* Parameters, Gradient, First, Second;
    private double* _sums;

    public SquaredNorms Run(int length)
    {
        int part = Math.Max(SmallestPart, length / MostParts + 1);
        double* sums = stackalloc double[2 * MostParts];
        _sums = sums;
        Kernels.Run<MeasuringSweep<TRule, T>, T>(in this, length, part);
        double parameters = 0, direction = 0;
        for (int p = 0; (long)p * part < length; p++) (parameters, direction) = (parameters + sums[2 * p], direction + sums[2 * p + 1]);
        return new SquaredNorms(parameters, direction);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<V>(nint first, nint last, int chunk, int worker)
        where V : struct, ISimd<V, T>
    {
        var rule = Rule;
        var scale = V.Broadcast(GradientScale);
        double parameters = 0, direction = 0;
        nint i = first;
        while (i <= last - V.Count)
        {
            V xx = V.Zero, dd = V.Zero;
            for (nint end = Math.Min(last, i + Block * V.Count); i <= end - V.Count; i += V.Count)
            {
                V a = V.Load(ref *First, i), b = default;
                if (TRule.StateSlots > 1) b = V.Load(ref *Second, i);
                var x = V.Load(ref *Parameters, i);
                var d = rule.Direction(x, V.Load(ref *Gradient, i) * scale, ref a, ref b);
                V.Store(a, ref *First, i);
                if (TRule.StateSlots > 1) V.Store(b, ref *Second, i);
                if (V.Count > 1) (xx, dd) = (V.Fma(x, x, xx), V.Fma(d, d, dd));
                else (parameters, direction) = (parameters + Square(V.Sum(x)), direction + Square(V.Sum(d)));
            }
            parameters += double.CreateTruncating(V.Sum(xx));
            direction += double.CreateTruncating(V.Sum(dd));
        }
        if (i < last)
        {
            nint lanes = last - i;
            V a = V.Load(ref *First, i, lanes), b = default;
            if (TRule.StateSlots > 1) b = V.Load(ref *Second, i, lanes);
            var x = V.Load(ref *Parameters, i, lanes);
            var d = rule.Direction(x, V.Load(ref *Gradient, i, lanes) * scale, ref a, ref b);
            V.Store(a, ref *First, i, lanes);
            if (TRule.StateSlots > 1) V.Store(b, ref *Second, i, lanes);
            parameters += double.CreateTruncating(V.Sum(x * x));
            direction += double.CreateTruncating(V.Sum(d * d));
        }
        (_sums[2 * chunk], _sums[2 * chunk + 1]) = (parameters, direction);
    }

    private static double Square(T value)
    {
        double wide = double.CreateTruncating(value);
        return wide * wide;
    }
}
