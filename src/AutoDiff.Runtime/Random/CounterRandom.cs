namespace AutoDiff;

/// <summary>
/// Random numbers that are a pure function of seed, stream and counter: the same three give the same number in any order, on any thread
/// and after any restart. There is no state to save. Numbers of different streams are independent.
/// </summary>
/// <param name="seed">Chooses the whole family of streams; one per experiment.</param>
/// <param name="stream">One per purpose: a tensor, an epoch, a step.</param>
public readonly partial struct CounterRandom(ulong seed, ulong stream = 0)
{
    private const double Ulp53 = 1.0 / (1UL << 53);

    public ulong Seed { get; } = seed;

    public ulong Stream { get; } = stream;

    /// <summary>64 random bits.</summary>
    public ulong Bits(ulong counter)
    {
        var (low, high) = Philox.Block(Seed, Stream, counter >> 1);
        return (counter & 1) == 0 ? low : high;
    }

    /// <summary>A uniform number in [0, 1), a multiple of 2^-53.</summary>
    public double Uniform(ulong counter) => ToUniform(Bits(counter));

    /// <summary>A standard normal number by the method of Box and Muller (1958): counters 2k and 2k+1 share one radius.</summary>
    public double Normal(ulong counter)
    {
        var (cosine, sine) = NormalPair(counter >> 1);
        return (counter & 1) == 0 ? cosine : sine;
    }

    /// <summary>
    /// An integer in [0, <paramref name="bound"/>). The method is a 128-bit multiplication without rejection:
    /// the probabilities differ from 1/bound by less than 2^-33.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Below(int bound, ulong counter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Bits(counter), (ulong)bound, out _);
    }

    private (double Cosine, double Sine) NormalPair(ulong pair)
    {
        var (low, high) = Philox.Block(Seed, Stream, pair);
        // 1 - u lies in (0, 1], so the logarithm is finite; the radius is at most 8.6.
        double radius = Math.Sqrt(-2 * Math.Log(1 - ToUniform(low)));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * ToUniform(high));
        return (radius * cosine, radius * sine);
    }

    private static double ToUniform(ulong bits) => (bits >> 11) * Ulp53;
}
