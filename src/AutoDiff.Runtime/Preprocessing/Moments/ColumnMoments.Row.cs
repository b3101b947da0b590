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

        ref double weight = ref _weight[0], pivot = ref _pivot[0];
        ref double offset = ref _offset[0], offsetRest = ref _offsetRest[0], squares = ref _squares[0], squaresRest = ref _squaresRest[0];
        var aging = Vector512.Create(decay);
        for (i = 0; i <= row.Length - lanes; i += lanes)
        {
            nuint at = (nuint)i;
            Vector512<double> value = Vector512.LoadUnsafe(ref x, at), before = Vector512.LoadUnsafe(ref weight, at) * aging;
            var isThere = Vector512.Equals(value, value);
            var from = Vector512.ConditionalSelect(Vector512.Equals(before, Vector512<double>.Zero) & isThere, value, Vector512.LoadUnsafe(ref pivot, at));
            Vector512<double> mean = Vector512.LoadUnsafe(ref offset, at), meanRest = Vector512.LoadUnsafe(ref offsetRest, at);
            Vector512<double> spread = Vector512.LoadUnsafe(ref squares, at) * aging, spreadRest = Vector512.LoadUnsafe(ref squaresRest, at) * aging;
            var total = before + Vector512<double>.One;
            // A number that is not there changes nothing: its difference is 0.
            var difference = Vector512.ConditionalSelect(isThere, value - from - mean - meanRest, Vector512<double>.Zero);
            var step = difference / total;
            Add(ref mean, ref meanRest, step);
            Add(ref spread, ref spreadRest, difference * (step * before));
            Vector512.ConditionalSelect(isThere, total, before).StoreUnsafe(ref weight, at);
            from.StoreUnsafe(ref pivot, at);
            mean.StoreUnsafe(ref offset, at);
            meanRest.StoreUnsafe(ref offsetRest, at);
            spread.StoreUnsafe(ref squares, at);
            spreadRest.StoreUnsafe(ref squaresRest, at);
        }
        for (; i < row.Length; i++) AddNumber(i, row[i], decay);
        return true;
    }

    private void AddNumber(int f, double x, double decay)
    {
        _weight[f] *= decay;
        _squares[f] *= decay;
        _squaresRest[f] *= decay;
        if (double.IsNaN(x)) return;
        if (_weight[f] == 0) _pivot[f] = x;
        double before = _weight[f], difference = x - _pivot[f] - _offset[f] - _offsetRest[f], step = difference / (before + 1);
        _weight[f] = before + 1;
        Add(ref _offset[f], ref _offsetRest[f], step);
        Add(ref _squares[f], ref _squaresRest[f], difference * (step * before));
    }

    private static void Add(ref Vector512<double> sum, ref Vector512<double> rest, Vector512<double> x)
    {
        Vector512<double> next = sum + x, taken = next - sum;
        rest += sum - (next - taken) + (x - taken);
        sum = next;
    }
}
