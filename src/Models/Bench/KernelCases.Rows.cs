namespace AutoDiff.Models.Bench;

// Normalizations and losses.
public static partial class KernelCases
{
    private static IEnumerable<BenchCase> Normalizations()
    {
        foreach (var (n, c) in new[] { (256, 64), (4096, 256), (65536, 128) })
        {
            yield return new BenchCase("batchnorm1d_train", $"{n}x{c}", () =>
            {
                Tensor<float> x = BenchData.Normal(1, n, c), upstream = BenchData.Normal(2, n, c), y = BenchData.New(n, c), dX = BenchData.New(n, c);
                Tensor<float> gamma = BenchData.Normal(3, c), beta = BenchData.Normal(4, c), dGamma = BenchData.New(c), dBeta = BenchData.New(c);
                var workspace = new Workspace();
                return (() =>
                {
                    using var frame = workspace.BeginFrame();
                    BenchFunctions.BatchNormForward(x, gamma, beta, y, out _, workspace);
                }, () =>
                {
                    using var frame = workspace.BeginFrame();
                    BenchFunctions.BatchNormForward(x, gamma, beta, y, out var saved, workspace);
                    BenchFunctions.BatchNormBackward(saved, upstream, dX, dGamma, dBeta, workspace);
                }
                );
            });
        }
        yield return new BenchCase("batchnorm2d_train", "32x64x28x28", () =>
        {
            int[] shape = [32, 64, 28, 28];
            Tensor<float> x = BenchData.Normal(1, shape), upstream = BenchData.Normal(2, shape), y = BenchData.New(shape), dX = BenchData.New(shape);
            Tensor<float> gamma = BenchData.Normal(3, 64), beta = BenchData.Normal(4, 64), dGamma = BenchData.New(64), dBeta = BenchData.New(64);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.BatchNorm2dForward(x, gamma, beta, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.BatchNorm2dForward(x, gamma, beta, y, out var saved, workspace);
                BenchFunctions.BatchNorm2dBackward(saved, upstream, dX, dGamma, dBeta, workspace);
            }
            );
        });
        yield return new BenchCase("layernorm", "4096x768", () =>
        {
            const int N = 4096, D = 768;
            Tensor<float> x = BenchData.Normal(1, N, D), upstream = BenchData.Normal(2, N, D), y = BenchData.New(N, D), dX = BenchData.New(N, D);
            Tensor<float> gamma = BenchData.Normal(3, D), beta = BenchData.Normal(4, D), dGamma = BenchData.New(D), dBeta = BenchData.New(D);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                Normalization.LayerNormForward(x, gamma, beta, 1e-5f, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                Normalization.LayerNormForward(x, gamma, beta, 1e-5f, y, out var saved, workspace);
                Normalization.LayerNormBackward(saved, upstream, dX, dGamma, dBeta, workspace);
            }
            );
        });
        yield return new BenchCase("rmsnorm_composed", "4096x768", () =>
        {
            const int N = 4096, D = 768;
            Tensor<float> x = BenchData.Normal(1, N, D), upstream = BenchData.Normal(2, N, D), y = BenchData.New(N, D), dX = BenchData.New(N, D);
            Tensor<float> gamma = BenchData.Normal(3, D), dGamma = BenchData.New(D);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                Normalization.RmsNormForward(x, gamma, 1e-6f, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                Normalization.RmsNormForward(x, gamma, 1e-6f, y, out var saved, workspace);
                Normalization.RmsNormBackward(saved, upstream, dX, dGamma, workspace);
            }
            );
        });
    }

    private static IEnumerable<BenchCase> RowLosses()
    {
        foreach (var (n, c) in new[] { (256, 10), (4096, 1000), (512, 32000) })
        {
            yield return new BenchCase("softmax_ce", $"{n}x{c}", () =>
            {
                Tensor<float> x = BenchData.Normal(1, n, c), dX = BenchData.New(n, c);
                var targets = BenchData.Indices(2, c, n);
                return (null, () => Losses.CrossEntropyGradient(x, targets, dX));
            });
        }
        yield return new BenchCase("logsumexp_rows", "4096x1000", () =>
        {
            Tensor<float> x = BenchData.Normal(1, 4096, 1000), upstream = BenchData.Normal(2, 4096), y = BenchData.New(4096), dX = BenchData.New(4096, 1000);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.LogSumExpRowsForward(x, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.LogSumExpRowsForward(x, y, out var saved, workspace);
                BenchFunctions.LogSumExpRowsBackward(saved, upstream, dX, workspace);
            }
            );
        });
    }

    private static IEnumerable<BenchCase> PointLosses()
    {
        yield return Case("bce_logits", true, (x, t, dX) => BenchFunctions.BceWithLogitsGradient(x, t, dX));
        yield return Case("mse", false, (x, t, dX) => BenchFunctions.MseGradient(x, t, dX));
        yield return Case("huber", false, (x, t, dX) => BenchFunctions.HuberGradient(x, t, dX));
        yield return Case("focal_composed", true, (x, t, dX) => BenchFunctions.FocalGradient(x, t, dX));

        static BenchCase Case(string name, bool binary, Action<Tensor<float>, Tensor<float>, Tensor<float>> gradient) => new(name, "65536", () =>
        {
            Tensor<float> x = BenchData.Normal(1, 65536, 1), dX = BenchData.New(65536, 1);
            var target = binary ? BenchData.Binary(2, 65536, 1) : BenchData.Normal(2, 65536, 1);
            return (null, () => gradient(x, target, dX));
        });
    }
}
