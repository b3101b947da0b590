using System.Numerics;

namespace AutoDiff.Models;

public static partial class Layers
{
    /// <summary>Inverted dropout, y = x mask / keep (Srivastava et al., 2014).</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="mask">[N, D], 1 where an element is kept and 0 where it is dropped: see <see cref="FillDropoutMask"/>.</param>
    /// <param name="keep">Probability of keeping an element, in (0, 1].</param>
    /// <remarks>The mask is an argument, so that the layer is a function and the same mask serves value and gradient. PyTorch: <c>nn.functional.dropout</c>.</remarks>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Dropout<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] [Shape("N", "D")] Tensor<T> mask, [NoGradient] T keep)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * mask * (T.One / keep);

    /// <summary>Writes a mask of ones (with probability <paramref name="keep"/>) and zeros; the same seed and step give the same mask.</summary>
    /// <exception cref="ArgumentOutOfRangeException">keep is not in (0, 1].</exception>
    public static void FillDropoutMask<T>(Tensor<T> mask, double keep, ulong seed, ulong step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(keep > 0 && keep <= 1)) throw new ArgumentOutOfRangeException(nameof(keep), keep, "The probability of keeping an element lies in (0, 1].");
        var elements = mask.Span;
        for (int i = 0; i < elements.Length; i++)
            elements[i] = Uniform(seed, step, (ulong)i) < keep ? T.One : T.Zero;
    }

    // SplitMix64 of a counter: a number in [0, 1) that depends on (seed, step, index) alone.
    private static double Uniform(ulong seed, ulong step, ulong index)
    {
        ulong z = Mix(Mix(seed + 0x9E3779B97F4A7C15UL * (step + 1)) + 0x9E3779B97F4A7C15UL * (index + 1));
        return (z >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
