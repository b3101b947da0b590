using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// Hands the gradient of each bag to its rows: to one row per look-up (the outer loop is over bags), or added to the rows of a table
/// (the outer loop is over rows of the table, so that no two threads write the same one, and each row adds up in the order of the look-ups).
/// </summary>
internal struct BagBackward<T> : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public BagCall<T> Call;
    public Tensor<T> DResult;
    public Tensor<T> Destination;
    public bool IntoTable;

    public readonly void Run<V>(nint first, nint last, int chunk, int worker) where V : struct, ISimd<V, T>
    {
        nint width = Call.Width;
        if (IntoTable) Destination.Span[(int)(first * width)..(int)(last * width)].Clear();
        for (nint b = IntoTable ? 0 : first; b < (IntoTable ? Call.Bags : last); b++)
        {
            V divisor = V.Broadcast(Call.Divisor(b));
            for (nint column = 0; column < width; column += V.Count)
            {
                nint lanes = Math.Min(V.Count, width - column);
                V upstream = BagCall<T>.Load<V>(ref DResult.Origin, b * width + column, lanes);
                if (Call.Mode == BagMode.Max) ToFirstLargest(b, column, lanes, upstream, first, last);
                else ToAll(b, column, lanes, upstream / divisor, first, last);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ToAll<V>(nint b, nint column, nint lanes, V share, nint first, nint last) where V : struct, ISimd<V, T>
    {
        for (int i = Call.Start(b), end = Call.End(b); i < end; i++)
            if (Writes(i, first, last)) Write(i, column, lanes, Call.IsPresent(i) ? share * V.Broadcast(Call.Factor(i)) : V.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ToFirstLargest<V>(nint b, nint column, nint lanes, V upstream, nint first, nint last) where V : struct, ISimd<V, T>
    {
        V largest = Call.Largest<V>(b, column, lanes), isNaN = V.NotEqual(largest, largest), given = V.Mask(false);
        for (int i = Call.Start(b), end = Call.End(b); i < end; i++)
        {
            if (!Call.IsPresent(i))
            {
                if (!IntoTable) Write(i, column, lanes, V.Zero);
                continue;
            }
            V row = BagCall<T>.Load<V>(ref Call.Table.Origin, Call.Index(i) * Call.Width + column, lanes);
            V isLargest = V.Or(V.Equal(row, largest), V.And(isNaN, V.NotEqual(row, row)));
            V takes = V.And(isLargest, V.Not(given));
            given = V.Or(given, isLargest);
            if (Writes(i, first, last)) Write(i, column, lanes, V.Select(takes, upstream, V.Zero));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool Writes(int i, nint first, nint last) => !IntoTable || (Call.IsPresent(i) && Call.Index(i) >= first && Call.Index(i) < last);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Write<V>(int i, nint column, nint lanes, V gradient) where V : struct, ISimd<V, T>
    {
        nint at = (IntoTable ? Call.Index(i) : i) * Call.Width + column;
        if (IntoTable) gradient += BagCall<T>.Load<V>(ref Destination.Origin, at, lanes);
        BagCall<T>.Store(gradient, ref Destination.Origin, at, lanes);
    }
}
