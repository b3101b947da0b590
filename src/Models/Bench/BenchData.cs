using System.Numerics;

namespace AutoDiff.Models.Bench;

/// <summary>Operands of benchmarks: seeded, near enough to normal.</summary>
internal static class BenchData
{
    public static Tensor<float> Normal(int seed, double scale, params int[] shape)
    {
        var tensor = New(shape);
        var random = new Random(seed);
        var span = tensor.Span;
        for (int i = 0; i < span.Length; i++)
        {
            // A sum of uniform numbers is near enough to normal here and much faster to make.
            double sum = random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2;
            span[i] = (float)(sum * 1.7320508 * scale);
        }
        return tensor;
    }

    public static Tensor<float> Normal(int seed, params int[] shape) => Normal(seed, 1, shape);

    /// <summary>Memory of the case that is being measured; replaced for each case, so that it can be collected.</summary>
    public static Workspace Memory { get; set; } = new();

    /// <summary>Aligned memory whose pages have been touched.</summary>
    public static Tensor<float> New(params int[] shape)
    {
        var tensor = Memory.Rent<float>(shape);
        tensor.Span.Clear();
        return tensor;
    }

    public static Tensor<int> Indices(int seed, int limit, params int[] shape)
    {
        var tensor = Tensor<int>.Zeros(shape);
        var random = new Random(seed);
        foreach (ref int i in tensor.Span) i = random.Next(limit);
        return tensor;
    }

    public static Tensor<float> Binary(int seed, params int[] shape)
    {
        var tensor = Normal(seed, shape);
        foreach (ref float x in tensor.Span) x = x > 0 ? 1 : 0;
        return tensor;
    }

    public static Tensor<T> Scalar<T>(T value)
        where T : unmanaged, INumber<T>
        => Tensor<T>.Wrap([value], 1);
}
