using System.Numerics;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Data of the clustering tests.</summary>
internal static class Points
{
    public static Tensor<T> Rows<T>(params double[][] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Tensor<T>.Wrap([.. rows.SelectMany(r => r).Select(T.CreateTruncating)], rows.Length, rows[0].Length);

    public static Tensor<double> Rows(params double[][] rows) => Rows<double>(rows);

    /// <summary>Normal blobs of deviation 1 around centers of deviation <paramref name="spread"/>, shifted.</summary>
    public static Tensor<double> Blobs(int n, int d, int k, ulong seed, double spread = 3, double offset = 0)
    {
        CounterRandom centers = new(seed, 1), noise = new(seed, 2), pick = new(seed, 3);
        var x = Tensor<double>.Zeros(n, d);
        for (int i = 0; i < n; i++)
        {
            int cluster = pick.Below(k, (ulong)i);
            for (int c = 0; c < d; c++)
                x.Span[i * d + c] = offset + spread * centers.Normal((ulong)(cluster * d + c)) + noise.Normal((ulong)(i * d + c));
        }
        return x;
    }

    public static Tensor<double> Noise(int n, int d, ulong seed)
    {
        var x = Tensor<double>.Zeros(n, d);
        new CounterRandom(seed).FillNormal(x.Span, 0, 1);
        return x;
    }

    public static Tensor<T> As<T>(this Tensor<double> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Tensor<T>.Wrap(Array.ConvertAll(x.Span.ToArray(), T.CreateTruncating), x.Shape.ToArray());

    public static Tensor<double> Wide(this Tensor<float> x) => Tensor<double>.Wrap(Array.ConvertAll(x.Span.ToArray(), v => (double)v), x.Shape.ToArray());

    public static Tensor<double> Take(this Tensor<double> x, params int[] rows) =>
        Tensor<double>.Wrap([.. rows.SelectMany(r => x.Span.Slice(r * x.Shape[1], x.Shape[1]).ToArray())], rows.Length, x.Shape[1]);

    public static Tensor<double> First(this Tensor<double> x, int count) => x.Take([.. Enumerable.Range(0, count)]);
}
