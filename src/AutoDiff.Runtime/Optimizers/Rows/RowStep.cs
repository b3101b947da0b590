using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// The distinct rows of a sparse gradient. Positions are sorted by row, so that each row is updated once, by one thread, with the sum of its gradients in
/// the order of their positions: the same bits at any number of workers. The buffers stay for the next step.
/// </summary>
internal sealed unsafe class RowStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest numbers in one part.</summary>
    private const int SmallestPart = 4096;

    // Row in the upper half, position in the lower one: sorting them keeps equal rows in the order of their positions.
    private long[] _keys = [];
    private int[] _starts = [];
    private T[] _sums = [];
    private int _groups, _width;

    /// <exception cref="ArgumentException">The shapes do not fit each other or the table.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row number lies beyond the table.</exception>
    public void Group(SparseRows<T> gradient, int tableLength)
    {
        var shape = gradient.Values.Shape;
        ReadOnlySpan<int> indices = gradient.Indices.Span;
        if (shape.Rank != 2 || shape[0] != indices.Length || shape[1] == 0 || tableLength % shape[1] != 0)
            throw new ArgumentException($"The values of the rows are {shape} for {indices.Length} row numbers and a table of {tableLength} numbers; they have to be [count, width] with a width that divides the table.", nameof(gradient));
        _width = shape[1];
        int rows = tableLength / _width;
        foreach (int index in indices)
            if (index >= rows) throw new ArgumentOutOfRangeException(nameof(gradient), index, $"Row {index} lies beyond the table of {rows} rows.");

        if (_keys.Length < indices.Length)
        {
            _keys = new long[indices.Length];
            _starts = new int[indices.Length + 1];
        }
        int count = 0;
        for (int i = 0; i < indices.Length; i++)
            if (indices[i] >= 0) _keys[count++] = (long)indices[i] << 32 | (uint)i;
        _keys.AsSpan(0, count).Sort();
        _groups = 0;
        for (int i = 0; i < count; i++)
            if (i == 0 || _keys[i] >> 32 != _keys[i - 1] >> 32) _starts[_groups++] = i;
        if (_groups > 0) _starts[_groups] = count;
    }

    public void Run<TRule>(in UpdateSweep<TRule, T> sweep)
        where TRule : struct, IUpdateRule<T>
    {
        int chunk = SmallestPart / _width + 1;
        // As many as there can be workers, whatever another thread makes of their number meanwhile.
        int sums = checked(Math.Min(WorkerPool.WorkerLimit, _groups / chunk + 1) * _width);
        if (_sums.Length < sums) _sums = new T[sums];
        fixed (long* keys = _keys)
        fixed (int* starts = _starts)
        fixed (T* scratch = _sums)
        {
            var kernel = new RowSweep<TRule, T> { Sweep = sweep, Keys = keys, Starts = starts, Sums = scratch, Width = _width };
            Kernels.Run<RowSweep<TRule, T>, T>(in kernel, _groups, chunk);
        }
    }
}
