using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.Bench;

/// <summary>Plain programs over numbers and spans in double: the method as written, and what the generator made of it.</summary>
/// <param name="Name">Case name.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Prepare">Makes the inputs; returns the objective and its derivative.</param>
public sealed record ProgramCase(string Name, string Shape, Func<(Action Objective, Action Gradient)> Prepare);

/// <summary>The cases of <c>bench programs</c>.</summary>
public static class ProgramCases
{
    /// <summary>All cases, in the order in which they are printed.</summary>
    public static IEnumerable<ProgramCase> All() =>
    [
        Mixture(10, 25, 1000), Mixture(20, 50, 1000), Mixture(64, 100, 1000), Lstm(2, 1024), Lstm(4, 1024), Adjustment(31843), Residual(),
        new("lse", "1280000", () =>
        {
            double[] x = Normal(1, 1_280_000), gradient = new double[x.Length];
            return (() => LogSumExp.Value(x), () => LogSumExp.ValueGradient(x, gradient));
        }),
        new("llsq", "16392x128", () =>
        {
            double[] x = Normal(1, 128), gradient = new double[x.Length];
            return (() => LeastSquares.Objective(x, 16392), () => LeastSquares.ObjectiveGradient(x, 16392, gradient));
        }),
        new("kmeans", "k100n10000d16", () =>
        {
            double[] points = Normal(1, 160_000), centroids = Normal(2, 1600), ones = new double[1600], gradient = new double[1600], diagonal = new double[1600];
            Array.Fill(ones, 1);
            return (() => ClusterCost.Cost(points, centroids, 16), () => ClusterCost.CostHvp(points, centroids, 16, ones, gradient, diagonal));
        }),
        new("ode", "n10000s100", () =>
        {
            double[] x = Normal(1, 10_000), result = new double[10_000], gradient = new double[10_000];
            return (() => RungeKutta.Solve(x, 100, result), () => RungeKutta.LastComponentGradient(x, 100, gradient));
        }),
        new("det", "9", () =>
        {
            double[] a = Normal(1, 81), gradient = new double[81];
            return (() => Determinant.Expand(a, 9), () => Determinant.ExpandGradient(a, 9, gradient));
        }),
    ];

    private static ProgramCase Mixture(int d, int k, int n) => new("gmm", $"d{d}k{k}n{n}", () =>
    {
        double[] alphas = Normal(1, k), means = Normal(2, k * d), icf = Normal(3, k * d * (d + 1) / 2), x = Normal(4, n * d);
        double[] dAlphas = new double[alphas.Length], dMeans = new double[means.Length], dIcf = new double[icf.Length];
        double constant = GaussianMixture.WishartLogNormalizer(d, 1, 0);
        return (() => GaussianMixture.LogPosterior(alphas, means, icf, x, d, 1, 0, 1, constant),
            () => GaussianMixture.LogPosteriorGradient(alphas, means, icf, x, d, 1, 0, 1, constant, dAlphas, dMeans, dIcf));
    });

    private static ProgramCase Lstm(int layers, int characters) => new("lstm", $"l{layers}c{characters}", () =>
    {
        const int width = 14;
        double[] main = Normal(1, 8 * layers * width), extra = Normal(2, 3 * width), state = Normal(3, 2 * layers * width), sequence = Normal(4, characters * width);
        double[] dMain = new double[main.Length], dExtra = new double[extra.Length];
        return (() => SequenceLstm.Loss(main, extra, state, sequence, width), () => SequenceLstm.LossGradient(main, extra, state, sequence, width, dMain, dExtra));
    });

    private static ProgramCase Adjustment(int observations) => new("ba", $"n49m7776p{observations}", () =>
    {
        const int cameras = 49, points = 7776;
        double[] camera = Normal(1, cameras * BundleAdjustment.CameraSize), point = Normal(2, 3 * points), weights = Normal(3, observations), features = Normal(4, 2 * observations);
        int[] seen = new int[2 * observations];
        for (int i = 0; i < observations; i++) (seen[2 * i], seen[2 * i + 1]) = (i % cameras, i % points);
        var scene = new Scene(camera, point, weights, features, seen);
        var jacobian = new SparseJacobian(scene);
        double[] errors = new double[2 * observations], weightErrors = new double[observations];
        return (() => scene.Residuals(errors, weightErrors), jacobian.Compute);
    });

    /// <summary>Both residuals of an observation and their Jacobian, again and again: the arithmetic without the memory of the matrix.</summary>
    private static ProgramCase Residual() => new("ba_residual", "1000", () =>
    {
        double[] camera = Normal(1, BundleAdjustment.CameraSize), point = Normal(2, 3), jacobian = new double[2 * BundleAdjustment.RowSize];
        double sum = 0;
        return (() =>
            {
                for (int i = 0; i < 1000; i++) sum += BundleAdjustment.ReprojectionError(camera, point, 0.5, i, 1).X;
            },
            () =>
            {
                for (int i = 0; i < 1000; i++) BundleAdjustment.ReprojectionErrorJacobian(camera, point, 0.5, i, 1, jacobian);
            }
        );
    });

    private static double[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        double[] numbers = new double[count];
        foreach (ref double x in numbers.AsSpan()) x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return numbers;
    }
}
