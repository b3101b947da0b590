using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Combines the rows of bags, one vector of columns at a time; the outer loop is over bags.</summary>
internal struct BagForward<T> : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public BagCall<T> Call;
    public Tensor<T> Result;

    public readonly void Run<V>(nint first, nint last, int chunk, int worker) where V : struct, ISimd<V, T>
    {
        nint width = Call.Width;
        for (nint b = first; b < last; b++)
        {
            for (nint column = 0; column < width; column += V.Count)
            {
                nint lanes = Math.Min(V.Count, width - column);
                V value = Call.Mode == BagMode.Max ? LargestOrZero<V>(b, column, lanes) : Sum<V>(b, column, lanes);
                BagCall<T>.Store(value, ref Result.Origin, b * width + column, lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly V Sum<V>(nint b, nint column, nint lanes) where V : struct, ISimd<V, T>
    {
        V sum = V.Zero;
        for (int i = Call.Start(b), end = Call.End(b); i < end; i++)
        {
            if (column == 0) Call.Fetch(i);
            if (Call.IsPresent(i)) sum = V.Fma(V.Broadcast(Call.Factor(i)), BagCall<T>.Load<V>(ref Call.Table.Origin, Call.Index(i) * Call.Width + column, lanes), sum);
        }
        return Call.Mode == BagMode.Mean ? sum / V.Broadcast(Call.Divisor(b)) : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly V LargestOrZero<V>(nint b, nint column, nint lanes) where V : struct, ISimd<V, T> =>
        Call.CountPresent(b) == 0 ? V.Zero : Call.Largest<V>(b, column, lanes);
}
