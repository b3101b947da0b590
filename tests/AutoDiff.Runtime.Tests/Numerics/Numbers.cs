namespace AutoDiff.Tests.Numerics;

/// <summary>Reproducible test data.</summary>
internal static class Numbers
{
    /// <summary>Numbers in [-2, 2).</summary>
    public static double[] Doubles(int count, int seed)
    {
        var random = new Random(seed);
        var x = new double[count];
        for (int i = 0; i < count; i++) x[i] = 4 * random.NextDouble() - 2;
        return x;
    }

    public static float[] Floats(int count, int seed) => Array.ConvertAll(Doubles(count, seed), v => (float)v);

    /// <summary>A tensor of numbers in [-2, 2); the same for the same shape.</summary>
    public static Tensor<double> Tensor(params int[] shape)
    {
        int length = shape.Aggregate(1, (a, b) => a * b);
        return new Tensor<double>(Doubles(length, 17 + length), 0, new TensorShape(shape));
    }
}

/// <summary>Lengths around every multiple of a vector width.</summary>
internal static class Lengths
{
    public static IEnumerable<int> UpTo257 => Enumerable.Range(0, 258);
}
