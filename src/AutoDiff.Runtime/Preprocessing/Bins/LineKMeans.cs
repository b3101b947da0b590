namespace AutoDiff.Preprocessing;

/// <summary>
/// K-Means of numbers. The members of a center are a section of the sorted numbers, whose mean comes from running sums: an iteration takes k log n.
/// </summary>
internal sealed class LineKMeans
{
    private const int MaxIterations = 300;

    private readonly double[] _numbers, _weight, _sum;

    /// <param name="sample">At least two different numbers.</param>
    public LineKMeans(WeightedSample sample)
    {
        _numbers = sample.Numbers;
        _weight = new double[_numbers.Length + 1];
        _sum = new double[_numbers.Length + 1];
        for (int i = 0; i < _numbers.Length; i++)
        {
            _weight[i + 1] = _weight[i] + sample.Weights[i];
            // Measured from the smallest number: a common offset costs no digits.
            _sum[i + 1] = _sum[i] + sample.Weights[i] * (_numbers[i] - _numbers[0]);
        }
    }

    /// <summary>The numbers halfway between neighbouring centers. It starts from the middles of parts of equal width, like other software.</summary>
    public double[] Cuts(int bins)
    {
        double[] cuts = BinCuts.EqualWidths(_numbers[0], _numbers[^1], bins), centers = new double[bins];
        for (int b = 0; b < bins; b++) centers[b] = ((b == 0 ? _numbers[0] : cuts[b - 1]) + (b == bins - 1 ? _numbers[^1] : cuts[b])) / 2;
        int[] before = new int[bins + 1], ends = new int[bins + 1];
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            for (int b = 1; b < bins; b++)
            {
                cuts[b - 1] = (centers[b - 1] + centers[b]) / 2;
                ends[b] = Below(cuts[b - 1]);
            }
            ends[bins] = _numbers.Length;
            if (ends.AsSpan().SequenceEqual(before)) break;
            Update(centers, ends);
            (before, ends) = (ends, before);
        }
        return cuts;
    }

    private void Update(double[] centers, int[] ends)
    {
        // Centers without members go where the farthest numbers are, found before the others move.
        var empty = Enumerable.Range(0, centers.Length).Where(b => ends[b] == ends[b + 1]).ToArray();
        double[] places = Farthest(centers, ends, empty.Length);
        for (int b = 0; b < centers.Length; b++)
        {
            double members = _weight[ends[b + 1]] - _weight[ends[b]];
            if (members > 0) centers[b] = _numbers[0] + (_sum[ends[b + 1]] - _sum[ends[b]]) / members;
        }
        for (int i = 0; i < places.Length; i++) centers[empty[i]] = places[i];
        Array.Sort(centers);
    }

    // The farthest member of a section is one of its ends. Sections of one number have none to give.
    private double[] Farthest(double[] centers, int[] ends, int count)
    {
        if (count == 0) return [];
        var candidates = new List<(double Distance, double Number)>();
        for (int b = 0; b < centers.Length; b++)
        {
            if (ends[b] == ends[b + 1] || _numbers[ends[b]] == _numbers[ends[b + 1] - 1]) continue;
            foreach (double number in (double[])[_numbers[ends[b]], _numbers[ends[b + 1] - 1]]) candidates.Add((Math.Abs(number - centers[b]), number));
        }
        return [.. candidates.OrderDescending().Take(count).Select(c => c.Number)];
    }

    // How many of the sorted numbers are below.
    private int Below(double limit)
    {
        int low = 0, high = _numbers.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_numbers[middle] < limit) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
