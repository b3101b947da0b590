namespace AutoDiff.Preprocessing;

/// <summary>
/// Weight, mean and sum of squared deviations of each feature of a stream. The mean is kept as a pivot (the first number seen) and a difference from it, so
/// that an offset common to all rows costs no digits; blocks are merged by the formula of Chan, Golub and LeVeque (1983), which for one row is Welford's.
/// </summary>
internal sealed partial class ColumnMoments(int features)
{
    private readonly double[] _weight = new double[features], _pivot = new double[features], _offset = new double[features], _squares = new double[features];

    /// <summary>Σ w; the number of rows without weights.</summary>
    public Span<double> Weight => _weight;

    /// <summary>The first number of each feature.</summary>
    public Span<double> Pivot => _pivot;

    /// <summary>Mean - pivot.</summary>
    public Span<double> Offset => _offset;

    /// <summary>Σ w (x - mean)².</summary>
    public Span<double> Squares => _squares;

    public double Mean(int feature) => _pivot[feature] + _offset[feature];

    /// <summary>Σ w (x - mean)² / Σ w; 0 of no rows.</summary>
    public double Variance(int feature) => _weight[feature] > 0 ? _squares[feature] / _weight[feature] : 0;

    public void Clear()
    {
        Array.Clear(_weight);
        Array.Clear(_pivot);
        Array.Clear(_offset);
        Array.Clear(_squares);
    }

    public void CopyFrom(ColumnMoments other)
    {
        other._weight.CopyTo(_weight, 0);
        other._pivot.CopyTo(_pivot, 0);
        other._offset.CopyTo(_offset, 0);
        other._squares.CopyTo(_squares, 0);
    }

    /// <summary>Lets all rows so far count less.</summary>
    public void Age(double factor)
    {
        for (int f = 0; f < features; f++)
        {
            _weight[f] *= factor;
            _squares[f] *= factor;
        }
    }

    public void Merge(MomentBlock block)
    {
        for (int f = 0; f < features; f++)
        {
            double weight = block.Weight[f];
            if (weight == 0) continue;
            double offset = block.Sum[f] / weight;
            Merge(f, weight, block.Pivot[f], offset, Math.Max(0, block.Squares[f] - block.Sum[f] * offset));
        }
    }

    public void Merge(ColumnMoments other)
    {
        for (int f = 0; f < features; f++)
            if (other._weight[f] > 0) Merge(f, other._weight[f], other._pivot[f], other._offset[f], other._squares[f]);
    }

    /// <summary>The first feature whose sums overflowed, or -1.</summary>
    public int FirstOverflow()
    {
        for (int f = 0; f < features; f++)
            if (!double.IsFinite(_squares[f]) || !double.IsFinite(_offset[f])) return f;
        return -1;
    }

    private void Merge(int f, double weight, double pivot, double offset, double squares)
    {
        if (_weight[f] == 0)
        {
            _weight[f] = weight;
            _pivot[f] = pivot;
            _offset[f] = offset;
            _squares[f] = squares;
            return;
        }
        double total = _weight[f] + weight, difference = pivot - _pivot[f] + offset - _offset[f], share = weight / total;
        _offset[f] += difference * share;
        _squares[f] += squares + difference * difference * share * _weight[f];
        _weight[f] = total;
    }
}
