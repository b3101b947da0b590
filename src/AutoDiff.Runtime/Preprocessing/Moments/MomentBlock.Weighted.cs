namespace AutoDiff.Preprocessing;

internal sealed partial class MomentBlock
{
    /// <summary>Beyond this, squares of differences overflow.</summary>
    public const double LargestNumber = 1e150;

    /// <summary>The whole block at once: missing numbers are left out, rows have weights, and each row counts <paramref name="decay"/> times the next that counts.</summary>
    /// <param name="rows">Whole rows.</param>
    /// <param name="weights">One for each row, or empty for 1.</param>
    /// <param name="decay">In (0, 1].</param>
    /// <param name="firstRow">Number of the first row, for messages.</param>
    /// <exception cref="InvalidSampleException">A number is infinite or huge.</exception>
    public void Weigh(ReadOnlySpan<double> rows, ReadOnlySpan<double> weights, double decay, long firstRow)
    {
        Array.Clear(_sum);
        Array.Clear(_squares);
        Array.Clear(_weight);
        int count = rows.Length / features, later = CountingRows(weights, count);
        for (int r = 0; r < count; r++)
        {
            double weight = weights.IsEmpty ? 1 : weights[r];
            if (weight == 0) continue;
            later--;
            if (decay < 1) weight *= Math.Pow(decay, later);
            for (int f = 0; f < features; f++)
            {
                double x = rows[r * features + f];
                if (double.IsNaN(x)) continue;
                if (!(Math.Abs(x) <= LargestNumber)) throw TooLarge(x, firstRow + r, f);
                if (_weight[f] == 0) _pivot[f] = x;
                double difference = x - _pivot[f];
                _sum[f] += weight * difference;
                _squares[f] += weight * difference * difference;
                _weight[f] += weight;
            }
        }
    }

    /// <summary>Rows of weight 0 are as if absent: they age nothing.</summary>
    public static int CountingRows(ReadOnlySpan<double> weights, int rows) => weights.IsEmpty ? rows : rows - weights.Count(0);

    public static InvalidSampleException TooLarge(double x, long row, int column) => new(
        $"the value is {x}.", $"Values have to lie within ±{LargestNumber}, or be NaN where they are missing.", row, column);
}
