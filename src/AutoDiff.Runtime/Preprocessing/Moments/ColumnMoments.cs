namespace AutoDiff.Preprocessing;

/// <summary>
/// Weight, mean and sum of squared deviations of each feature of a stream. The mean is kept as a pivot (the first number seen) and a difference from it, so
/// that an offset common to all rows costs no digits; blocks are merged by the formula of Chan, Golub and LeVeque (1983), which for one row is Welford's.
/// What rounding takes from the sums is kept beside them (Neumaier, 1974): the number of rows and of merges costs no digits either.
/// </summary>
internal sealed partial class ColumnMoments(int features)
{
    private readonly double[] _weight = new double[features], _pivot = new double[features], _offset = new double[features], _squares = new double[features];
    private readonly double[] _offsetRest = new double[features], _squaresRest = new double[features];

    /// <summary>Σ w; the number of rows without weights.</summary>
    public Span<double> Weight => _weight;

    /// <summary>The first number of each feature.</summary>
    public Span<double> Pivot => _pivot;

    /// <summary>Mean - pivot, without its rest.</summary>
    public Span<double> Offset => _offset;

    /// <summary>What rounding took from <see cref="Offset"/>.</summary>
    public Span<double> OffsetRest => _offsetRest;

    /// <summary>Σ w (x - mean)², without its rest.</summary>
    public Span<double> Squares => _squares;

    /// <summary>What rounding took from <see cref="Squares"/>.</summary>
    public Span<double> SquaresRest => _squaresRest;

    public double Mean(int feature) => _pivot[feature] + (_offset[feature] + _offsetRest[feature]);

    /// <summary>Σ w (x - mean)² / Σ w; 0 of no rows.</summary>
    public double Variance(int feature) => _weight[feature] > 0 ? Math.Max(0, _squares[feature] + _squaresRest[feature]) / _weight[feature] : 0;

    public void Clear()
    {
        Array.Clear(_weight);
        Array.Clear(_pivot);
        Array.Clear(_offset);
        Array.Clear(_squares);
        Array.Clear(_offsetRest);
        Array.Clear(_squaresRest);
    }

    public void CopyFrom(ColumnMoments other)
    {
        other._weight.CopyTo(_weight, 0);
        other._pivot.CopyTo(_pivot, 0);
        other._offset.CopyTo(_offset, 0);
        other._squares.CopyTo(_squares, 0);
        other._offsetRest.CopyTo(_offsetRest, 0);
        other._squaresRest.CopyTo(_squaresRest, 0);
    }

    /// <summary>Lets all rows so far count less.</summary>
    public void Age(double factor)
    {
        for (int f = 0; f < features; f++)
        {
            _weight[f] *= factor;
            _squares[f] *= factor;
            _squaresRest[f] *= factor;
        }
    }

    public void Merge(MomentBlock block)
    {
        for (int f = 0; f < features; f++)
        {
            double weight = block.Weight[f];
            if (weight == 0) continue;
            double offset = block.Sum[f] / weight;
            Merge(f, weight, block.Pivot[f], (offset, 0), (Math.Max(0, block.Squares[f] - block.Sum[f] * offset), 0));
        }
    }

    public void Merge(ColumnMoments other)
    {
        for (int f = 0; f < features; f++)
        {
            if (other._weight[f] == 0) continue;
            Merge(f, other._weight[f], other._pivot[f], (other._offset[f], other._offsetRest[f]), (other._squares[f], other._squaresRest[f]));
        }
    }

    /// <summary>The first feature whose sums overflowed, or -1.</summary>
    public int FirstOverflow()
    {
        for (int f = 0; f < features; f++)
            if (!double.IsFinite(_squares[f] + _squaresRest[f]) || !double.IsFinite(_offset[f] + _offsetRest[f])) return f;
        return -1;
    }

    private void Merge(int f, double weight, double pivot, (double Sum, double Lost) offset, (double Sum, double Lost) squares)
    {
        if (_weight[f] == 0)
        {
            _weight[f] = weight;
            _pivot[f] = pivot;
            (_offset[f], _offsetRest[f]) = offset;
            (_squares[f], _squaresRest[f]) = squares;
            return;
        }
        double total = _weight[f] + weight, difference = pivot - _pivot[f] + (offset.Sum - _offset[f]) + (offset.Lost - _offsetRest[f]), share = weight / total;
        Add(ref _offset[f], ref _offsetRest[f], difference * share);
        Add(ref _squares[f], ref _squaresRest[f], squares.Sum);
        Add(ref _squares[f], ref _squaresRest[f], difference * difference * share * _weight[f]);
        _squaresRest[f] += squares.Lost;
        _weight[f] = total;
    }

    // The rounding error of a sum of two doubles is a double (Knuth's two-sum).
    private static void Add(ref double sum, ref double rest, double x)
    {
        double next = sum + x, taken = next - sum;
        rest += sum - (next - taken) + (x - taken);
        sum = next;
    }
}
