namespace AutoDiff.Models.Explain;

/// <summary>
/// The random numbers of MT19937 (Matsumoto and Nishimura, 1998), which other software shuffles with: with the same seed it divides a table into the same parts,
/// so that figures can be compared to the digit. Everything else in this program draws from <see cref="CounterRandom"/>.
/// </summary>
public sealed class MersenneTwister
{
    private const int Words = 624, Middle = 397;

    private readonly uint[] _state = new uint[Words];
    private int _next = Words;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Words; i++) _state[i] = unchecked(1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + i);
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (_next == Words) Refill();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>Fisher and Yates from the end; places are drawn by as many bits as they need, again where they are too large.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)UpTo((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private uint UpTo(uint largest)
    {
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(largest), drawn;
        do drawn = Next() & mask;
        while (drawn > largest);
        return drawn;
    }

    private void Refill()
    {
        for (int i = 0; i < Words; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Words] & 0x7fffffffu);
            _state[i] = _state[(i + Middle) % Words] ^ (y >> 1) ^ ((y & 1) * 0x9908b0dfu);
        }
        _next = 0;
    }
}
