namespace AutoDiff.Models.Bench;

// Activations, chains of pointwise operations, fake quantization.
public static partial class KernelCases
{
    private const int Million = 1 << 20;

    private static IEnumerable<BenchCase> Pointwise()
    {
        yield return OneOperand("gelu", (x, y, workspace) => Activations.GeluForward(x, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.GeluForward(x, y, out var saved, workspace);
            Activations.GeluBackward(saved, upstream, dX, workspace);
        });
        yield return OneOperand("gelu_tanh", (x, y, workspace) => Activations.GeluTanhForward(x, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.GeluTanhForward(x, y, out var saved, workspace);
            Activations.GeluTanhBackward(saved, upstream, dX, workspace);
        });
        yield return OneOperand("silu", (x, y, workspace) => Activations.SiluForward(x, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.SiluForward(x, y, out var saved, workspace);
            Activations.SiluBackward(saved, upstream, dX, workspace);
        });
        yield return OneOperand("tanh", (x, y, workspace) => Activations.TanhForward(x, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.TanhForward(x, y, out var saved, workspace);
            Activations.TanhBackward(saved, upstream, dX, workspace);
        });
        yield return OneOperand("sigmoid", (x, y, workspace) => Activations.SigmoidForward(x, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.SigmoidForward(x, y, out var saved, workspace);
            Activations.SigmoidBackward(saved, upstream, dX, workspace);
        });
        yield return OneOperand("relu", (x, y, workspace) => Activations.ReluForward(x, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.ReluForward(x, y, out var saved, workspace);
            Activations.ReluBackward(saved, upstream, dX, workspace);
        });
        yield return OneOperand("softplus", (x, y, workspace) => Activations.SoftplusForward(x, 1f, 20f, y, out _, workspace), (x, upstream, y, dX, workspace) =>
        {
            Activations.SoftplusForward(x, 1f, 20f, y, out var saved, workspace);
            Activations.SoftplusBackward(saved, upstream, dX, workspace);
        });
        yield return new BenchCase("chain6", "1M", () =>
        {
            Tensor<float> x = BenchData.Normal(1, Million), y = BenchData.Normal(2, Million), upstream = BenchData.Normal(3, Million);
            Tensor<float> result = BenchData.New(Million), dX = BenchData.New(Million), dY = BenchData.New(Million);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.Chain6Forward(x, y, result, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.Chain6Forward(x, y, result, out var saved, workspace);
                BenchFunctions.Chain6Backward(saved, upstream, dX, dY, workspace);
            }
            );
        });
        yield return new BenchCase("chain6_cheap", "1M", () =>
        {
            Tensor<float> x = BenchData.Normal(1, Million), y = BenchData.Normal(2, Million), upstream = BenchData.Normal(3, Million);
            Tensor<float> result = BenchData.New(Million), dX = BenchData.New(Million), dY = BenchData.New(Million);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.Chain6CheapForward(x, y, result, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                BenchFunctions.Chain6CheapForward(x, y, result, out var saved, workspace);
                BenchFunctions.Chain6CheapBackward(saved, upstream, dX, dY, workspace);
            }
            );
        });
    }

    private static BenchCase OneOperand(
        string name, Action<Tensor<float>, Tensor<float>, Workspace> forward,
        Action<Tensor<float>, Tensor<float>, Tensor<float>, Tensor<float>, Workspace> forwardBackward) => new(name, "1M", () =>
    {
        Tensor<float> x = BenchData.Normal(1, 1024, 1024), upstream = BenchData.Normal(2, 1024, 1024), y = BenchData.New(1024, 1024), dX = BenchData.New(1024, 1024);
        var workspace = new Workspace();
        return (() =>
        {
            using var frame = workspace.BeginFrame();
            forward(x, y, workspace);
        }, () =>
        {
            using var frame = workspace.BeginFrame();
            forwardBackward(x, upstream, y, dX, workspace);
        }
        );
    });

    private static IEnumerable<BenchCase> Quantizations()
    {
        yield return OneOperand("fakequant_tensor", (x, y, workspace) => FakeQuantization.PerTensorForward(x, 0.02f, 0f, -128f, 127f, y, out _, workspace),
            (x, upstream, y, dX, workspace) =>
            {
                FakeQuantization.PerTensorForward(x, 0.02f, 0f, -128f, 127f, y, out var saved, workspace);
                FakeQuantization.PerTensorBackward(saved, upstream, dX, workspace);
            });
        yield return new BenchCase("fakequant_channel", "1024x1024", () =>
        {
            Tensor<float> x = BenchData.Normal(1, 1024, 1024), upstream = BenchData.Normal(2, 1024, 1024), y = BenchData.New(1024, 1024), dX = BenchData.New(1024, 1024);
            Tensor<float> scale = BenchData.New(1024), zeroPoint = BenchData.New(1024);
            scale.Span.Fill(0.02f);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                FakeQuantization.PerRowForward(x, scale, zeroPoint, -128f, 127f, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                FakeQuantization.PerRowForward(x, scale, zeroPoint, -128f, 127f, y, out var saved, workspace);
                FakeQuantization.PerRowBackward(saved, upstream, dX, workspace);
            }
            );
        });
        yield return new BenchCase("fakequant_tensor_learnable", "1M", () =>
        {
            Tensor<float> x = BenchData.Normal(1, 1024, 1024), upstream = BenchData.Normal(2, 1024, 1024), y = BenchData.New(1024, 1024), dX = BenchData.New(1024, 1024);
            Tensor<float> scale = BenchData.Scalar(0.02f), zeroPoint = BenchData.Scalar(0f), dScale = BenchData.New(1), dZeroPoint = BenchData.New(1);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                FakeQuantization.LearnedForward(x, scale, zeroPoint, -128f, 127f, 1e-4f, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                FakeQuantization.LearnedForward(x, scale, zeroPoint, -128f, 127f, 1e-4f, y, out var saved, workspace);
                FakeQuantization.LearnedBackward(saved, upstream, dX, dScale, dZeroPoint, workspace);
            }
            );
        });
        yield return new BenchCase("fakequant_lsq_composed", "1M", () =>
        {
            Tensor<float> x = BenchData.Normal(1, 1024, 1024), upstream = BenchData.Normal(2, 1024, 1024), y = BenchData.New(1024, 1024), dX = BenchData.New(1024, 1024);
            Tensor<float> scale = BenchData.Scalar(0.02f), dScale = BenchData.New(1);
            var workspace = new Workspace();
            return (() =>
            {
                using var frame = workspace.BeginFrame();
                FakeQuantization.LsqForward(x, scale, -128f, 127f, 1e-4f, y, out _, workspace);
            }, () =>
            {
                using var frame = workspace.BeginFrame();
                FakeQuantization.LsqForward(x, scale, -128f, 127f, 1e-4f, y, out var saved, workspace);
                FakeQuantization.LsqBackward(saved, upstream, dX, dScale, workspace);
            }
            );
        });
    }
}
