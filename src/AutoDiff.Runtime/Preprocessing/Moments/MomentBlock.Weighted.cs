namespace AutoDiff.Preprocessing;

internal sealed partial class MomentBlock
{
    /// <summary>Beyond this, squares of differences overflow.</summary>
    public const double LargestNumber = 1e150;

    /// <summary>The whole block at once: missing numbers are left out, rows have weights, and each row counts <paramref name="decay"/> times the one after it.</summary>
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
        int count = rows.Length / features;
        double aging = Math.Pow(decay, count - 1);
        for (int r = 0; r < count; r++, aging /= decay)
        {
            double weight = (weights.IsEmpty ? 1 : weights[r]) * (decay < 1 ? aging : 1);
            if (weight == 0) continue;
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

    public static InvalidSampleException TooLarge(double x, long row, int column) => new(
        $"the value is {x}.", $"Values have to lie within ±{LargestNumber}, or be NaN where they are missing.", row, column);
}
