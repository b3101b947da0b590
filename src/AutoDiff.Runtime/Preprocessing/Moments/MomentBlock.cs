using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Sums over a block of rows, feature by feature, of the differences from the block's first row and of their squares. A common offset costs no digits, a
/// constant feature has differences of exactly 0, and a first row far from the rest costs at most log2(<see cref="MaxRows"/>) bits, because it is in the block.
/// </summary>
internal sealed partial class MomentBlock(int features)
{
    /// <summary>Rows in a block.</summary>
    public const int MaxRows = 256;

    private readonly double[] _pivot = new double[ColumnTile.Length(features)];
    private readonly double[] _sum = new double[ColumnTile.Length(features)];
    private readonly double[] _squares = new double[ColumnTile.Length(features)];
    private readonly double[] _weight = new double[features];

    /// <summary>The numbers that differences are taken from.</summary>
    public ReadOnlySpan<double> Pivot => _pivot.AsSpan(0, features);

    /// <summary>Σ w (x - pivot).</summary>
    public ReadOnlySpan<double> Sum => _sum.AsSpan(0, features);

    /// <summary>Σ w (x - pivot)².</summary>
    public ReadOnlySpan<double> Squares => _squares.AsSpan(0, features);

    /// <summary>Σ w over the rows in which the feature is there.</summary>
    public ReadOnlySpan<double> Weight => _weight;

    /// <summary>Begins a block of rows that all count 1.</summary>
    public void Start(ReadOnlySpan<double> firstRow)
    {
        firstRow.CopyTo(_pivot);
        ColumnTile.Repeat(_pivot, features);
        Array.Clear(_sum);
        Array.Clear(_squares);
    }

    /// <summary>Adds whole rows.</summary>
    public void Add(ReadOnlySpan<double> rows)
    {
        int tile = _pivot.Length, lanes = Vector512<double>.Count;
        ref double pivot = ref _pivot[0], sum = ref _sum[0], squares = ref _squares[0];
        for (int start = 0; start < rows.Length; start += tile)
        {
            int length = Math.Min(tile, rows.Length - start), i = 0;
            ref double row = ref MemoryMarshal.GetReference(rows[start..]);
            for (; i <= length - lanes; i += lanes)
            {
                nuint at = (nuint)i;
                var difference = Vector512.LoadUnsafe(ref row, at) - Vector512.LoadUnsafe(ref pivot, at);
                (Vector512.LoadUnsafe(ref sum, at) + difference).StoreUnsafe(ref sum, at);
                Vector512.FusedMultiplyAdd(difference, difference, Vector512.LoadUnsafe(ref squares, at)).StoreUnsafe(ref squares, at);
            }
            for (; i < length; i++)
            {
                double difference = rows[start + i] - _pivot[i];
                _sum[i] += difference;
                _squares[i] = Math.FusedMultiplyAdd(difference, difference, _squares[i]);
            }
        }
    }

    /// <summary>Ends a block; false if a sum is not finite because a number is missing, infinite or huge: then the block has to be <see cref="Weigh"/>ed.</summary>
    public bool End(int rows)
    {
        double check = 0;
        for (int f = 0; f < features; f++)
        {
            double sum = 0, squares = 0;
            for (int i = f; i < _sum.Length; i += features)
            {
                sum += _sum[i];
                squares += _squares[i];
            }
            _sum[f] = sum;
            _squares[f] = squares;
            _weight[f] = rows;
            check += squares * 0 + sum * 0;
        }
        return check == 0;
    }
}
