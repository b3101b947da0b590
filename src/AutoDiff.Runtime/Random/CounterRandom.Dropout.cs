using System.Numerics;

namespace AutoDiff;

public readonly partial struct CounterRandom
{
    /// <summary>
    /// Fills the mask of inverted dropout: each element is 0 with probability <paramref name="rate"/>, else 1 / (1 - rate), so that
    /// multiplying by the mask keeps the mean and nothing needs to change for inference. Multiply by the mask as a
    /// <see cref="NoGradientAttribute"/> parameter. Source: Srivastava et al. (2014).
    /// </summary>
    /// <param name="mask">Any shape; every element is written.</param>
    /// <param name="rate">Probability of dropping, in [0, 1).</param>
    /// <param name="seed">One per dropout layer.</param>
    /// <param name="step">The training step: the same step gives the same mask.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1).</exception>
    public static void FillDropoutMask<T>(Tensor<T> mask, double rate, ulong seed, ulong step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The dropout rate is a probability in [0, 1); at 1 nothing would be left to scale.");
        ulong threshold = (ulong)Math.Round(rate * (1UL << 32));
        T kept = T.CreateChecked(1 / (1 - rate));
        var values = mask.Span;
        int i = 0;
        // 32 bits decide an element: one block of the generator serves four.
        for (ulong block = 0; i < values.Length; block++)
        {
            var (low, high) = Philox.Block(seed, RandomDomain.Dropout ^ step, block);
            for (int word = 0; word < 4 && i < values.Length; word++, i++)
            {
                uint bits = (uint)((word < 2 ? low : high) >> 32 * (word & 1));
                values[i] = bits >= threshold ? kept : T.Zero;
            }
        }
    }
}
