namespace AutoDiff.Models.Tests.GradBench;

/// <summary>
/// MT19937 (Matsumoto and Nishimura, 1998) seeded by init_genrand; each uniform double in [0, 1) is made of two outputs, 53 bits. Recorded
/// conversations name their large inputs by seed and position in this stream.
/// </summary>
internal sealed class MersenneTwister
{
    private readonly uint[] _state = new uint[624];
    private readonly List<double> _drawn = [];
    private int _next = 624;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < 624; i++) _state[i] = 1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + i;
    }

    /// <summary>Draws number <paramref name="skip"/> and the ones after it.</summary>
    public IEnumerable<double> Draws(int skip, int count)
    {
        while (_drawn.Count < skip + count) _drawn.Add(((NextBits() >> 5) * 67108864.0 + (NextBits() >> 6)) / 9007199254740992.0);
        return _drawn.Skip(skip).Take(count);
    }

    private uint NextBits()
    {
        if (_next == 624) Regenerate();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    private void Regenerate()
    {
        for (int i = 0; i < 624; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % 624] & 0x7fffffffu);
            _state[i] = _state[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908b0dfu : 0);
        }
        _next = 0;
    }
}
