using System.Globalization;
using System.Numerics;
using AutoDiff.Clustering;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Models.Bench;

/// <summary>The K-Means cases of the program for other libraries: the same names, sizes, starts and numbers of iterations.</summary>
public static class KMeansBench
{
    private const int Iterations = 10;

    private static readonly (string Name, int Rows, int Dimension, int Clusters)[] Sizes =
        [("km_100k_32_64", 100_000, 32, 64), ("km_10k_784_10", 10_000, 784, 10), ("km_1M_8_16", 1_000_000, 8, 16), ("km_200k_128_256", 200_000, 128, 256)];

    private static readonly (int Rows, int Dimension, int Clusters)[] BatchSizes = [(1_000_000, 8, 16), (100_000, 32, 64), (200_000, 128, 256)];

    /// <param name="timer">Measures and prints.</param>
    /// <param name="wanted">Which cases to run.</param>
    public static void Run(PeerTimer timer, Func<string, bool> wanted)
    {
        foreach (var (name, n, d, k) in Sizes)
        {
            if (!wanted(name)) continue;
            Fit<float>(timer, name, n, d, k);
            if ((long)n * d <= 8_000_000) Fit<double>(timer, name, n, d, k);
        }
        foreach (var (n, d, k) in BatchSizes)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"minibatch_{n}_{d}_{k}");
            if (wanted(name)) MiniBatch(timer, name, n, d, k);
        }
        foreach (var (_, n, d, k) in Sizes)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"kmeanspp_{n}_{d}_{k}");
            if (!wanted(name)) continue;
            var x = Mixture<float>(n, d, k);
            timer.Measure(name, "autodiff-greedy-k-means++", "float32", () => KMeans.Initialize(x, new KMeansOptions { Clusters = k }), _ => "greedy 2+ln(k) trials");
        }
        foreach (var (_, n, d, k) in Sizes)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"predict_{n}_{d}_{k}");
            if (!wanted(name)) continue;
            var x = Mixture<float>(n, d, k);
            var model = KMeans.Fit(x, FirstRows(x, k), new KMeansOptions { Clusters = k, MaxIterations = 1 }).Model;
            var labels = new int[n];
            timer.Measure(name, "autodiff-KMeansModel.Predict", "float32", () => model.Predict(MatrixView<float>.Of(x), labels));
        }
    }

    private static void Fit<T>(PeerTimer timer, string name, int n, int d, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Mixture<T>(n, d, k);
        var start = FirstRows(x, k);
        foreach (var algorithm in (KMeansAlgorithm[])[KMeansAlgorithm.Lloyd, KMeansAlgorithm.Auto])
        {
            var options = new KMeansOptions { Clusters = k, MaxIterations = Iterations, RelativeTolerance = 0, Algorithm = algorithm };
            KMeansResult<T>? result = null;
            timer.Measure(name, $"autodiff-{algorithm}", typeof(T) == typeof(float) ? "float32" : "float64", () => result = KMeans.Fit(x, start, options),
                median => string.Create(CultureInfo.InvariantCulture,
                    $"n_iter={result!.Iterations} inertia={result.Inertia:G6} ms_per_iter={1e3 * median / result.Iterations:F2} ({result.Algorithm})"));
        }
    }

    private static void MiniBatch(PeerTimer timer, string name, int n, int d, int k)
    {
        var x = Mixture<float>(n, d, k);
        var start = FirstRows(x, k);
        var options = new MiniBatchKMeansOptions { Clusters = k, Epochs = 1, Patience = null, ReassignmentRatio = 0, ComputeLabels = false };
        MiniBatchKMeansResult<float>? result = null;
        timer.Measure(name, "autodiff-MiniBatchKMeans", "float32", () => result = MiniBatchKMeans.Fit(x, start, options), _ => $"steps={result!.Steps} batch=1024 one epoch no labels");
    }

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
        Tensor<float> centers = BenchData.Normal(1, 2, k, d), noise = BenchData.Normal(2, n, d);
        var pick = new CounterRandom(3);
        var x = Tensor<T>.Zeros(n, d);
        for (int i = 0; i < n; i++)
        {
            int cluster = pick.Below(k, (ulong)i);
            for (int c = 0; c < d; c++) x.Span[i * d + c] = T.CreateTruncating(noise.Span[i * d + c] + centers.Span[cluster * d + c]);
        }
        return x;
    }
}
