namespace AutoDiff;

/// <summary>A sum that carries the rounding errors of its additions along (Neumaier, 1974): about twice the digits of double.</summary>
internal struct CompensatedSum
{
    private double _sum, _correction;

    public readonly double Value => double.IsFinite(_correction) ? _sum + _correction : _sum;

    public void Add(double x)
    {
        double sum = _sum + x;
        _correction += Math.Abs(_sum) >= Math.Abs(x) ? _sum - sum + x : x - sum + _sum;
        _sum = sum;
    }
}
