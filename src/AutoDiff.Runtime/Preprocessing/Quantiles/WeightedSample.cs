namespace AutoDiff.Preprocessing;

/// <summary>Sorted numbers, each of which stands for as many as it weighs.</summary>
internal sealed class WeightedSample
{
    private readonly double[] _upTo;

    /// <param name="numbers">Rising.</param>
    /// <param name="weights">One for each number, positive; they need not be whole.</param>
    public WeightedSample(double[] numbers, double[] weights)
    {
        Numbers = numbers;
        Weights = weights;
        _upTo = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) _upTo[i] = sum += weights[i];
    }

    public double[] Numbers { get; }

    public double[] Weights { get; }

    /// <summary>
    /// The number at share q of the order, linear between neighbours: with whole weights, that of the sample in which each number is repeated so often.
    /// </summary>
    public double Quantile(double q)
    {
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is asked for at a share in [0, 1].");
        double last = Math.Max(0, _upTo[^1] - 1), place = last * q, below = Math.Floor(place);
        return Interpolation.Between(At(below), At(Math.Min(below + 1, last)), place - below);
    }

    // The number at a place of the repeated sample, counted from 0: the first whose weights up to it exceed the place.
    private double At(double place)
    {
        int low = 0, high = Numbers.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_upTo[middle] > place) high = middle;
            else low = middle + 1;
        }
        return Numbers[low];
    }
}
