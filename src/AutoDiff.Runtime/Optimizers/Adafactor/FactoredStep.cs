using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>
/// Over some rows of a matrix, with u = g rowScale columnScale: the sum of u^2 if <see cref="Sums"/> is set, else the step
/// x = shrink x + rate u, or with an average m = keep m + take u, x = shrink x + rate m. The rate is negative.
/// </summary>
internal unsafe struct FactoredStep<T> : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T GradientScale, Rate, Shrink, Keep, Take;
    public T* Parameters, Gradient, Average, RowScales, ColumnScales;
    public int Columns;

    /// <summary>[parts], assigned.</summary>
    public double* Sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<V>(nint first, nint last, int chunk, int worker)
        where V : struct, ISimd<V, T>
    {
        double sum = 0;
        for (nint row = first; row < last; row++)
        {
            var scale = V.Broadcast(GradientScale) * V.Broadcast(RowScales[row]);
            for (nint j = 0; j < Columns; j += V.Count)
            {
                nint lanes = Math.Min(V.Count, Columns - j), i = row * Columns + j;
                var u = Load<V>(Gradient, i, lanes) * scale * Load<V>(ColumnScales, j, lanes);
                if (Sums != null) sum += double.CreateTruncating(V.Sum(u * u));
                else Move(u, i, lanes);
            }
        }
        if (Sums != null) Sums[chunk] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Move<V>(V u, nint i, nint lanes)
        where V : struct, ISimd<V, T>
    {
        if (Average != null)
        {
            u = V.Fma(V.Broadcast(Keep), Load<V>(Average, i, lanes), V.Broadcast(Take) * u);
            Store(u, Average, i, lanes);
        }
        Store(V.Fma(V.Broadcast(Rate), u, V.Broadcast(Shrink) * Load<V>(Parameters, i, lanes)), Parameters, i, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<V>(T* source, nint i, nint lanes)
        where V : struct, ISimd<V, T> => lanes == V.Count ? V.Load(ref *source, i) : V.Load(ref *source, i, lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(V value, T* destination, nint i, nint lanes)
        where V : struct, ISimd<V, T>
    {
        if (lanes == V.Count) V.Store(value, ref *destination, i);
        else V.Store(value, ref *destination, i, lanes);
    }
}
