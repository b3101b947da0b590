using System.Numerics;

namespace AutoDiff.Preprocessing;

/// <summary>Moments that rows are added to as a whole or not at all.</summary>
internal sealed class MomentStream(int features)
{
    private readonly MomentBlock _block = new(features);
    private double[] _wide = []; // only needed for other types than double
    private ColumnMoments _pending = new(features);

    public ColumnMoments Current { get; private set; } = new(features);

    /// <param name="rows">Whole rows.</param>
    /// <param name="weights">One for each row, or empty for 1.</param>
    /// <param name="decay">How much a row counts after the next one, in (0, 1].</param>
    /// <param name="forget">Whether what was there before goes.</param>
    /// <exception cref="InvalidSampleException">A number is infinite or huge; nothing was changed.</exception>
    public void Add<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, double decay, bool forget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows.Length == features && weights.IsEmpty && !forget && Current.TryAddRow(Widening.ToDouble(rows, Wide<T>(features)), decay)) return;
        if (forget) _pending.Clear();
        else _pending.CopyFrom(Current);
        int blockLength = MomentBlock.MaxRows * features;
        for (int start = 0; start < rows.Length; start += blockLength)
        {
            var block = rows.Slice(start, Math.Min(blockLength, rows.Length - start));
            int first = start / features, count = block.Length / features;
            var blockWeights = weights.IsEmpty ? default : weights.Slice(first, count);
            if (decay < 1) _pending.Age(Math.Pow(decay, MomentBlock.CountingRows(blockWeights, count)));
            if (!weights.IsEmpty || decay < 1 || !Sum(block, count)) _block.Weigh(Widening.ToDouble(block, Wide<T>(block.Length)), blockWeights, decay, first);
            _pending.Merge(_block);
        }
        int overflow = _pending.FirstOverflow();
        if (overflow >= 0)
            throw new InvalidSampleException("the variance overflows a double.", "Rescale the feature, for instance to other units.", 0, overflow);
        (Current, _pending) = (_pending, Current);
    }

    private bool Sum<T>(ReadOnlySpan<T> block, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Strips of whole tiles stay in the first-level cache between conversion and sum.
        int tile = ColumnTile.Length(features), strip = Math.Max(1, Widening.BlockLength / tile) * tile;
        for (int start = 0; start < block.Length; start += strip)
        {
            var wide = Widening.ToDouble(block.Slice(start, Math.Min(strip, block.Length - start)), Wide<T>(strip));
            if (start == 0) _block.Start(wide[..features]);
            _block.Add(wide);
        }
        return _block.End(count);
    }

    private double[] Wide<T>(int length)
    {
        if (typeof(T) != typeof(double) && _wide.Length < length) _wide = new double[length];
        return _wide;
    }
}
