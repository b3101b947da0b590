namespace AutoDiff;

/// <summary>
/// Cuts a broadcast operation into rows of the result as long as possible, such that along a row each operand either runs through
/// consecutive elements or repeats a single one. So kernels see plain spans.
/// </summary>
internal sealed class BroadcastRows
{
    private readonly int[] _outer;
    private readonly int[][] _strides;
    private readonly bool[] _repeats;

    public BroadcastRows(TensorShape result, params ReadOnlySpan<TensorShape> operands)
    {
        int rank = result.Rank, split = rank;
        var repeats = new bool?[operands.Length];
        Length = 1;
        for (; split > 0; split--)
        {
            int extent = result[split - 1];
            if (extent == 1) continue;
            if (!Extends(operands, repeats, split - 1, rank)) break;
            Length *= extent;
        }
        _outer = result.ToArray()[..split];
        Count = 1;
        foreach (int extent in _outer) Count *= extent;
        _repeats = System.Array.ConvertAll(repeats, r => r ?? false);
        _strides = new int[operands.Length][];
        for (int o = 0; o < operands.Length; o++) _strides[o] = OuterStrides(operands[o], split, rank);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Elements in a row of the result.</summary>
    public int Length { get; }

    /// <summary>True if the operand has one element for the whole row.</summary>
    public bool Repeats(int operand) => _repeats[operand];

    /// <summary>Where row <paramref name="row"/> starts in the memory of an operand.</summary>
    public int Offset(int operand, int row)
    {
        var strides = _strides[operand];
        int offset = 0;
        for (int d = _outer.Length - 1; d >= 0; d--)
        {
            (row, int index) = Math.DivRem(row, _outer[d]);
            offset += index * strides[d];
        }
        return offset;
    }

    // Whether dimension d continues the row: every operand goes on as it does in the dimensions further in.
    private static bool Extends(ReadOnlySpan<TensorShape> operands, bool?[] repeats, int d, int rank)
    {
        for (int o = 0; o < operands.Length; o++)
            if (repeats[o] is bool known && known != (Broadcasting.ExtentAt(operands[o], d, rank) == 1)) return false;
        for (int o = 0; o < operands.Length; o++) repeats[o] = Broadcasting.ExtentAt(operands[o], d, rank) == 1;
        return true;
    }

    private static int[] OuterStrides(TensorShape operand, int split, int rank)
    {
        var own = Extents.Strides(operand);
        var strides = new int[split];
        for (int d = rank - operand.Rank; d < split; d++)
            if (Broadcasting.ExtentAt(operand, d, rank) != 1) strides[d] = own[d - (rank - operand.Rank)];
        return strides;
    }
}
