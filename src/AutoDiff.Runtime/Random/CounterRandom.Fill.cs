using System.Numerics;

namespace AutoDiff;

public readonly partial struct CounterRandom
{
    /// <summary>Element i becomes low + (high - low) * Uniform(i). Rounding to <typeparamref name="T"/> can reach <paramref name="high"/>.</summary>
    public void FillUniform<T>(Span<T> destination, double low, double high)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < destination.Length; i += 2)
        {
            var (even, odd) = Philox.Block(Seed, Stream, (ulong)i >> 1);
            destination[i] = T.CreateTruncating(low + (high - low) * ToUniform(even));
            if (i + 1 < destination.Length) destination[i + 1] = T.CreateTruncating(low + (high - low) * ToUniform(odd));
        }
    }

    /// <summary>Element i becomes mean + deviation * Normal(i).</summary>
    public void FillNormal<T>(Span<T> destination, double mean, double deviation)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < destination.Length; i += 2)
        {
            var (even, odd) = NormalPair((ulong)i >> 1);
            destination[i] = T.CreateTruncating(mean + deviation * even);
            if (i + 1 < destination.Length) destination[i + 1] = T.CreateTruncating(mean + deviation * odd);
        }
    }

    /// <summary>
    /// Normal numbers cut off at two deviations on either side, by rejection: each new attempt for an element comes from another stream,
    /// so that no element depends on its neighbours. <paramref name="deviation"/> is that of the uncut distribution (the result has 0.8796 of it).
    /// </summary>
    public void FillTruncatedNormal<T>(Span<T> destination, double mean, double deviation)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < destination.Length; i++)
        {
            double z = Normal((ulong)i);
            for (ulong attempt = 1; Math.Abs(z) > 2; attempt++)
                z = new CounterRandom(Seed, Stream ^ attempt << 40).Normal((ulong)i);
            destination[i] = T.CreateTruncating(mean + deviation * z);
        }
    }

    /// <summary>Puts the items into a random order (Fisher and Yates), each order equally likely.</summary>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1, (ulong)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in a random order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        Shuffle(order.AsSpan());
        return order;
    }
}
