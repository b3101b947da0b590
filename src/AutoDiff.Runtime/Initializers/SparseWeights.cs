using System.Numerics;

namespace AutoDiff.Initializers;

/// <summary>Outputs that listen to few inputs (after Martens, 2010), with the variance that keeps a rectifier's scale.</summary>
internal static class SparseWeights
{
    // Bits above the tensor's number and below the purpose keep the choice of inputs apart from their weights, and the outputs from each other.
    private const ulong ChoiceStream = 1UL << 55;
    private const ulong RowBits = (1UL << 22) - 1;

    public static void Fill<T>(Span<T> values, TensorShape shape, double share, ulong seed, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (share is not (>= 0 and < 1))
            throw new ArgumentException($"Initialization.Sparse needs a Value in [0, 1), the share of zeros; it is {share}.", nameof(share));
        _ = Fans.Of(shape);
        if (values.Length == 0) return;
        int rows = shape.Rank == 1 ? 1 : shape[0], inputs = values.Length / rows;
        int zeros = Math.Min(inputs - 1, (int)Math.Ceiling(share * inputs));
        var random = new CounterRandom(seed, RandomDomain.Initialization + (uint)index);
        random.FillNormal(values, 0, Math.Sqrt(2.0 / (inputs - zeros)));
        for (int row = 0; row < rows; row++)
        {
            int[] order = new CounterRandom(seed, random.Stream ^ ChoiceStream ^ ((ulong)row & RowBits) << 33).Permutation(inputs);
            foreach (int input in order.AsSpan(0, zeros)) values[row * inputs + input] = T.Zero;
        }
    }
}
