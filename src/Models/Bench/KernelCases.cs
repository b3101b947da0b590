using AutoDiff.LinearAlgebra;
using AutoDiff.Optimizers;

namespace AutoDiff.Models.Bench;

/// <summary>The cases of <c>bench kernels</c>.</summary>
public static partial class KernelCases
{
    /// <summary>All cases, in the order in which they are printed.</summary>
    public static IEnumerable<BenchCase> All() =>
        Normalizations().Concat(RowLosses()).Concat(PointLosses()).Concat(Quantizations()).Concat(Pointwise()).Concat(Products()).Concat(Steps())
            .Concat(Embeddings()).Concat(OptimizerSteps());

    private static IEnumerable<BenchCase> Products()
    {
        foreach (int n in new[] { 64, 100, 128, 256, 512, 1024, 2048 })
        {
            yield return new BenchCase("matmul", $"{n}", () =>
            {
                Tensor<float> a = BenchData.Normal(1, n, n), b = BenchData.Normal(2, n, n), upstream = BenchData.Normal(3, n, n);
                Tensor<float> c = BenchData.New(n, n), dA = BenchData.New(n, n), dB = BenchData.New(n, n);
                return (() => MatrixProduct.Multiply(MatrixView<float>.Of(a), MatrixView<float>.Of(b), MatrixView<float>.Of(c)), () =>
                {
                    BenchFunctions.MatrixProductForward(a, b, c, out var saved);
                    BenchFunctions.MatrixProductBackward(saved, upstream, dA, dB);
                }
                );
            });
        }
        yield return new BenchCase("attention_composed", "b4h8t128d64", () =>
        {
            int[] shape = [4, 8, 128, 64];
            Tensor<float> q = BenchData.Normal(1, shape), k = BenchData.Normal(2, shape), v = BenchData.Normal(3, shape), upstream = BenchData.Normal(4, shape);
            Tensor<float> y = BenchData.New(shape), dQ = BenchData.New(shape), dK = BenchData.New(shape), dV = BenchData.New(shape);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.AttentionForward(q, k, v, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.AttentionForward(q, k, v, y, out var saved, workspace);
                BenchFunctions.AttentionBackward(saved, upstream, dQ, dK, dV, workspace);
            }
            );
        });
    }

    private static IEnumerable<BenchCase> Steps()
    {
        foreach (bool adam in new[] { true, false })
        {
            string suffix = adam ? "_adam" : "_sgdm";
            yield return new BenchCase("mlp784_step" + suffix, "b128", () =>
            {
                var model = BenchMlp<float>.Create(H: 256, I: 784, K: 128, C: 10);
                model.Initialize(7);
                var gradient = model.CreateGradient();
                var optimizer = NewOptimizer(adam, model.Parameters.Length);
                Tensor<float> x = BenchData.Normal(1, 128, 784);
                var targets = BenchData.Indices(2, 10, 128);
                return (null, () =>
                {
                    model.LossGradient(x, targets, gradient);
                    optimizer.Step(model.Parameters, gradient.Parameters);
                }
                );
            });
            yield return new BenchCase("mlp784_step_bn" + suffix, "b128", () =>
            {
                var model = BenchBatchNormMlp<float>.Create(H: 256, I: 784, K: 128, C: 10);
                model.Initialize(7);
                var gradient = model.CreateGradient();
                var optimizer = NewOptimizer(adam, model.Parameters.Length);
                Tensor<float> x = BenchData.Normal(1, 128, 784);
                var targets = BenchData.Indices(2, 10, 128);
                return (null, () =>
                {
                    model.LossGradient(x, targets, gradient);
                    optimizer.Step(model.Parameters, gradient.Parameters);
                }
                );
            });
        }
    }

    private static Optimizer<float> NewOptimizer(bool adam, int length) => adam
        ? new Adam<float>(length, new AdamOptions { LearningRate = 1e-3 })
        : new Sgd<float>(length, new SgdOptions { LearningRate = 1e-2, Momentum = 0.9 });

    private static IEnumerable<BenchCase> OptimizerSteps()
    {
        const int Length = 10_000_000;
        yield return Case("opt_sgd", () => new Sgd<float>(Length, new SgdOptions { LearningRate = 1e-6 }));
        yield return Case("opt_sgdm", () => new Sgd<float>(Length, new SgdOptions { LearningRate = 1e-6, Momentum = 0.9 }));
        yield return Case("opt_adam", () => new Adam<float>(Length, new AdamOptions { LearningRate = 1e-6 }));
        yield return Case("opt_adamw", () => new Adam<float>(Length, new AdamWOptions { LearningRate = 1e-6 }));

        static BenchCase Case(string name, Func<Optimizer<float>> create) => new(name, "10M", () =>
        {
            var optimizer = create();
            Tensor<float> parameters = BenchData.Normal(1, Length), gradient = BenchData.Normal(2, Length);
            return (null, () => optimizer.Step(parameters.Span, gradient.Span));
        });
    }

    private static IEnumerable<BenchCase> Embeddings()
    {
        yield return new BenchCase("embedding_bag_sum", "1Mx64;b4096x26", () =>
        {
            Tensor<float> table = BenchData.Normal(1, 0.01, 1 << 20, 64), y = BenchData.New(4096, 64), upstream = BenchData.Normal(2, 4096, 64);
            var indices = BenchData.Indices(3, 1 << 20, 4096, 26);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.EmbeddingBagSumForward(table, indices, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.EmbeddingBagSumForward(table, indices, y, out var saved, workspace);
                BenchFunctions.EmbeddingBagSumBackward(saved, upstream, out _, workspace);
            }
            );
        });
    }
}
