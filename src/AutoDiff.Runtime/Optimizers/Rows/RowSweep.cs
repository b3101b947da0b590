using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff.Optimizers;

/// <summary>Applies a rule to some rows of a table.</summary>
internal unsafe struct RowSweep<TRule, T> : IKernel<T>
    where TRule : struct, IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The sweep of the whole table, whose gradient holds the values of the rows.</summary>
    public UpdateSweep<TRule, T> Sweep;

    /// <summary>Row and position of each gradient, sorted.</summary>
    public long* Keys;

    /// <summary>Where each row starts among the keys, and their end.</summary>
    public int* Starts;

    /// <summary>One row for each worker.</summary>
    public T* Sums;

    public int Width;

    public readonly void Run<V>(nint first, nint last, int chunk, int worker)
        where V : struct, ISimd<V, T>
    {
        for (nint group = first; group < last; group++)
        {
            nint row = (nint)(Keys[Starts[group]] >> 32) * Width;
            var sweep = Sweep;
            sweep.Parameters += row;
            sweep.Gradient = Sum(Starts[group], Starts[group + 1], Sums + (nint)worker * Width);
            if (TRule.Slots > 0) sweep.First += row;
            if (TRule.Slots > 1) sweep.Second += row;
            if (TRule.Slots > 2) sweep.Third += row;
            sweep.Run<V>(0, Width, chunk, worker);
        }
    }

    private readonly T* Sum(int start, int end, T* scratch)
    {
        if (end - start == 1) return ValuesAt(start);
        var sum = new Span<T>(scratch, Width);
        TensorPrimitives.Add(new ReadOnlySpan<T>(ValuesAt(start), Width), new ReadOnlySpan<T>(ValuesAt(start + 1), Width), sum);
        for (int i = start + 2; i < end; i++) TensorPrimitives.Add(sum, new ReadOnlySpan<T>(ValuesAt(i), Width), sum);
        return scratch;
    }

    private readonly T* ValuesAt(int key) => Sweep.Gradient + (nint)(uint)Keys[key] * Width;
}
