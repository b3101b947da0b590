using System.Globalization;
using System.Numerics;
using AutoDiff.Clustering;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Models.Bench;

/// <summary>K-Means: ten iterations from the first k rows, an epoch of mini-batches, first centroids, prediction.</summary>
public static class KMeansCases
{
    private const int Iterations = 10;

    private static readonly (string Name, int Rows, int Dimension, int Clusters)[] Sizes =
        [("km_100k_32_64", 100_000, 32, 64), ("km_10k_784_10", 10_000, 784, 10), ("km_1M_8_16", 1_000_000, 8, 16), ("km_200k_128_256", 200_000, 128, 256)];

    private static readonly (int Rows, int Dimension, int Clusters)[] BatchSizes = [(1_000_000, 8, 16), (100_000, 32, 64), (200_000, 128, 256)];

    public static IEnumerable<PeerCase> All()
    {
        foreach (var (name, n, d, k) in Sizes)
        {
            foreach (var algorithm in (KMeansAlgorithm[])[KMeansAlgorithm.Lloyd, KMeansAlgorithm.Auto])
            {
                yield return Fit<float>("float32", name, n, d, k, algorithm);
                if ((long)n * d <= 8_000_000) yield return Fit<double>("float64", name, n, d, k, algorithm);
            }
        }
        foreach (var (n, d, k) in BatchSizes) yield return MiniBatch(n, d, k);
        foreach (var (_, n, d, k) in Sizes) yield return PlusPlus(n, d, k);
        foreach (var (_, n, d, k) in Sizes) yield return Predict(n, d, k);
    }

    private static PeerCase Fit<T>(string type, string name, int n, int d, int k, KMeansAlgorithm algorithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => new(name, $"KMeans.Fit({algorithm})", type, () =>
        {
            var x = Mixture<T>(n, d, k);
            var start = FirstRows(x, k);
            var options = new KMeansOptions { Clusters = k, MaxIterations = Iterations, RelativeTolerance = 0, Algorithm = algorithm };
            KMeansResult<T> result = null!;
            return (() => result = KMeans.Fit(x, start, options), median => string.Create(CultureInfo.InvariantCulture,
                $"n_iter={result.Iterations} inertia={result.Inertia:G6} ms_per_iter={1e3 * median / result.Iterations:F2} by {result.Algorithm}"));
        });

    private static PeerCase MiniBatch(int n, int d, int k) => new(Name("minibatch", n, d, k), "MiniBatchKMeans.Fit", "float32", () =>
    {
        var x = Mixture<float>(n, d, k);
        var start = FirstRows(x, k);
        var options = new MiniBatchKMeansOptions { Clusters = k, Epochs = 1, Patience = null, ReassignmentRatio = 0, ComputeLabels = false };
        int steps = 0;
        return (() => steps = MiniBatchKMeans.Fit(x, start, options).Steps, _ => string.Create(CultureInfo.InvariantCulture, $"steps={steps} batch=1024 one epoch no labels"));
    });

    private static PeerCase PlusPlus(int n, int d, int k) => new(Name("kmeanspp", n, d, k), "KMeans.Initialize", "float32", () =>
    {
        var x = Mixture<float>(n, d, k);
        return (() => KMeans.Initialize(x, new KMeansOptions { Clusters = k }), _ => "greedy 2+ln(k) trials");
    });

    private static PeerCase Predict(int n, int d, int k) => new(Name("predict", n, d, k), "KMeansModel.Predict", "float32", () =>
    {
        var x = Mixture<float>(n, d, k);
        var model = KMeans.Fit(x, FirstRows(x, k), new KMeansOptions { Clusters = k, MaxIterations = 1 }).Model;
        var labels = new int[n];
        return (() => model.Predict(MatrixView<float>.Of(x), labels), _ => "");
    });

    private static string Name(string kind, int n, int d, int k) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{n}_{d}_{k}");

    private static Tensor<double> FirstRows<T>(Tensor<T> x, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = Tensor<double>.Zeros(count, x.Shape[1]);
        for (int i = 0; i < rows.Length; i++) rows.Span[i] = double.CreateTruncating(x.Span[i]);
        return rows;
    }

    /// <summary>Centers of deviation 2, noise of deviation 1, rows in random order.</summary>
    private static Tensor<T> Mixture<T>(int n, int d, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] centers = new double[k * d];
        new CounterRandom(1).FillNormal<double>(centers, 0, 2);
        var x = Tensor<T>.Zeros(n, d);
        new CounterRandom(2).FillNormal(x.Span, 0, 1);
        var pick = new CounterRandom(3);
        for (int i = 0; i < n; i++)
        {
            int cluster = pick.Below(k, (ulong)i);
            for (int c = 0; c < d; c++) x.Span[i * d + c] += T.CreateTruncating(centers[cluster * d + c]);
        }
        return x;
    }
}
