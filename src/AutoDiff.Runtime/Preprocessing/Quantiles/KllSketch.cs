using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Quantiles of a stream in fixed memory (Karnin, Lang and Liberty, 2016): numbers are kept in levels, those of level l standing for 2^l numbers each. A level
/// that is full is sorted and every second number moves up, beginning with the first or the second by the toss of a coin. Exact while no more than
/// <see cref="K"/> numbers were seen; later, the rank of a number is off by at most <see cref="RankError"/> times the count, with 99 % confidence.
/// The smallest and the largest number are always exact. The same seed and numbers give the same sketch.
/// </summary>
public sealed partial class KllSketch
{
    // The levels below shrink by this factor, down to the smallest capacity (the values of the Apache DataSketches library, which the error formulas belong to).
    private const double Shrinking = 2.0 / 3;
    private const int SmallestCapacity = 8;

    private readonly List<double[]> _levels = [];
    private readonly List<int> _counts = [];
    private readonly ulong _seed;
    private ulong _tosses;
    private int _retained, _capacity;

    /// <param name="k">Size of the largest level, from 8: 200 has a rank error of 1.33 %.</param>
    /// <param name="seed">For the tosses.</param>
    public KllSketch(int k = 200, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, SmallestCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, 1 << 24);
        K = k;
        _seed = seed;
        AddLevel();
    }

    public int K { get; }

    /// <summary>How many numbers were seen, each as often as it weighs.</summary>
    public long Count { get; private set; }

    /// <summary>Numbers that are kept.</summary>
    public int Retained => _retained;

    /// <summary>Whether every number that was seen is kept.</summary>
    public bool IsExact => Count == _retained;

    /// <summary>The smallest number seen; infinity if none was.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest number seen; -infinity if none was.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Largest error of a single rank as a share of the count, at 99 % confidence: 2.296 / k^0.9723; 0 while exact.</summary>
    public double RankError => IsExact ? 0 : 2.296 / Math.Pow(K, 0.9723);

    /// <summary>Largest error of the share between two numbers, at 99 % confidence: 2.446 / k^0.9433; 0 while exact.</summary>
    public double ShareError => IsExact ? 0 : 2.446 / Math.Pow(K, 0.9433);

    /// <exception cref="ArgumentException">The number is NaN.</exception>
    public void Add(double x)
    {
        CheckNumber(x);
        Count++;
        Note(x);
        Put(0, x);
    }

    /// <summary>Adds a number as often as it weighs, in time log(weight).</summary>
    /// <exception cref="ArgumentException">The number is NaN or the weight negative.</exception>
    public void Add(double x, long weight)
    {
        CheckNumber(x);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        if (weight == 0) return;
        Count += weight;
        Note(x);
        // Level l takes the bit l of the weight.
        for (int level = 0; weight >> level != 0; level++)
            if ((weight >> level & 1) != 0) Put(level, x);
    }

    /// <summary>Takes in another sketch, as if its numbers had come here; the error stays within the bound of the smaller k.</summary>
    /// <exception cref="ArgumentException">Its k differs.</exception>
    public void Merge(KllSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.K != K) throw new ArgumentException($"A sketch of k = {other.K} cannot be merged with one of {K}.", nameof(other));
        // Copies, in case a sketch is merged with itself.
        double[][] levels = [.. other._levels.Select((numbers, l) => numbers[..other._counts[l]])];
        Count += other.Count;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        for (int l = 0; l < levels.Length; l++)
            foreach (double x in levels[l]) Put(l, x);
    }

    private static void CheckNumber(double x)
    {
        if (double.IsNaN(x)) throw new ArgumentException("NaN has no place in an order; leave it out.", nameof(x));
    }

    private void Note(double x)
    {
        if (x < Minimum) Minimum = x;
        if (x > Maximum) Maximum = x;
    }

    private void Put(int level, double x)
    {
        while (_levels.Count <= level) AddLevel();
        if (_retained >= _capacity) Compress();
        var numbers = _levels[level];
        if (_counts[level] == numbers.Length)
        {
            Array.Resize(ref numbers, 2 * numbers.Length);
            _levels[level] = numbers;
        }
        int at = _counts[level]++;
        _retained++;
        if (level > 0)
        {
            // All levels but the lowest stay sorted.
            for (; at > 0 && numbers[at - 1] > x; at--) numbers[at] = numbers[at - 1];
        }
        numbers[at] = x;
    }

    // Halves the lowest level that is full. The lowest of all grows beyond its capacity as long as there is room in the whole sketch.
    private void Compress()
    {
        int level = 0;
        while (_counts[level] < Capacity(level)) level++;
        if (level + 1 == _levels.Count) AddLevel();
        var numbers = _levels[level].AsSpan(0, _counts[level]);
        if (level == 0) numbers.Sort();
        // Of an odd number of numbers, the first stays; an end of the order would be favoured if it were always the last of a sorted level of 2^l copies.
        int stays = numbers.Length & 1, moved = numbers.Length / 2, first = stays + (int)(new CounterRandom(_seed).Bits(_tosses++) & 1);
        var upper = _levels[level + 1];
        int count = _counts[level + 1];
        if (upper.Length < count + moved) Array.Resize(ref upper, Math.Max(count + moved, 2 * upper.Length));
        MergeBackwards(upper, count, numbers, first, moved);
        _levels[level + 1] = upper;
        _counts[level + 1] = count + moved;
        _counts[level] = stays;
        _retained -= moved;
    }

    // From the end, so that the sorted numbers of the upper level move to where they belong without a copy.
    private static void MergeBackwards(double[] upper, int count, ReadOnlySpan<double> numbers, int first, int moved)
    {
        int i = count - 1, j = moved - 1;
        for (int to = count + moved - 1; j >= 0; to--)
        {
            double next = numbers[first + 2 * j];
            if (i >= 0 && upper[i] > next) upper[to] = upper[i--];
            else
            {
                upper[to] = next;
                j--;
            }
        }
    }

    private void AddLevel()
    {
        _levels.Add(new double[SmallestCapacity]);
        _counts.Add(0);
        _capacity = Enumerable.Range(0, _levels.Count).Sum(Capacity);
    }

    private int Capacity(int level) => Math.Max(SmallestCapacity, (int)Math.Ceiling(K * Math.Pow(Shrinking, _levels.Count - 1 - level)));
}
