using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Preprocessing;

internal sealed partial class ColumnMoments
{
    /// <summary>
    /// Merges one row of weight 1 (Welford, 1962, measured from the pivot): the fast path of streams. Missing numbers are left out.
    /// False, and nothing changed, if a number is infinite or huge.
    /// </summary>
    /// <param name="row">The features.</param>
    /// <param name="decay">How much the rows before count, in (0, 1].</param>
    public bool TryAddRow(ReadOnlySpan<double> row, double decay)
    {
        ref double x = ref MemoryMarshal.GetReference(row);
        var limit = Vector512.Create(MomentBlock.LargestNumber);
        var beyond = Vector512<double>.Zero;
        int lanes = Vector512<double>.Count, i = 0;
        for (; i <= row.Length - lanes; i += lanes) beyond |= Vector512.GreaterThan(Vector512.Abs(Vector512.LoadUnsafe(ref x, (nuint)i)), limit);
        bool isBeyond = beyond.AsInt64() != Vector512<long>.Zero;
        for (; i < row.Length; i++) isBeyond |= Math.Abs(row[i]) > MomentBlock.LargestNumber;
        if (isBeyond) return false;

        ref double weight = ref _weight[0], pivot = ref _pivot[0], offset = ref _offset[0], squares = ref _squares[0];
        var aging = Vector512.Create(decay);
        for (i = 0; i <= row.Length - lanes; i += lanes)
        {
            nuint at = (nuint)i;
            Vector512<double> value = Vector512.LoadUnsafe(ref x, at), before = Vector512.LoadUnsafe(ref weight, at) * aging;
            var isThere = Vector512.Equals(value, value);
            var from = Vector512.ConditionalSelect(Vector512.Equals(before, Vector512<double>.Zero) & isThere, value, Vector512.LoadUnsafe(ref pivot, at));
            Vector512<double> mean = Vector512.LoadUnsafe(ref offset, at), spread = Vector512.LoadUnsafe(ref squares, at) * aging;
            var total = before + Vector512<double>.One;
            var difference = value - from - mean;
            var step = difference / total;
            Vector512.ConditionalSelect(isThere, total, before).StoreUnsafe(ref weight, at);
            from.StoreUnsafe(ref pivot, at);
            Vector512.ConditionalSelect(isThere, mean + step, mean).StoreUnsafe(ref offset, at);
            Vector512.ConditionalSelect(isThere, spread + difference * (step * before), spread).StoreUnsafe(ref squares, at);
        }
        for (; i < row.Length; i++) AddNumber(i, row[i], decay);
        return true;
    }

    private void AddNumber(int f, double x, double decay)
    {
        _weight[f] *= decay;
        _squares[f] *= decay;
        if (double.IsNaN(x)) return;
        if (_weight[f] == 0) _pivot[f] = x;
        double before = _weight[f], difference = x - _pivot[f] - _offset[f], step = difference / (before + 1);
        _weight[f] = before + 1;
        _offset[f] += step;
        _squares[f] += difference * (step * before);
    }
}
