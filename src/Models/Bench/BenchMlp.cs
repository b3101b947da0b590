using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models.Bench;

/// <summary>784-256-128-10 with ReLU: the network of the training-step benchmark. Extents I, H, K, C.</summary>
[Model]
public sealed partial class BenchMlp<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Parameter(Init = Initialization.HeNormal)]
    [Shape("H", "I")]
    public partial Tensor<T> Weight1 { get; }

    [Parameter]
    [Shape("H")]
    public partial Tensor<T> Bias1 { get; }

    [Parameter(Init = Initialization.HeNormal)]
    [Shape("K", "H")]
    public partial Tensor<T> Weight2 { get; }

    [Parameter]
    [Shape("K")]
    public partial Tensor<T> Bias2 { get; }

    [Parameter(Init = Initialization.HeNormal)]
    [Shape("C", "K")]
    public partial Tensor<T> Weight3 { get; }

    [Parameter]
    [Shape("C")]
    public partial Tensor<T> Bias3 { get; }

    [Differentiable]
    public T Loss([NoGradient][Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets)
    {
        var hidden1 = Relu(MatMul(x, Transpose(Weight1)) + Bias1);
        var hidden2 = Relu(MatMul(hidden1, Transpose(Weight2)) + Bias2);
        var logits = MatMul(hidden2, Transpose(Weight3)) + Bias3;
        return -Mean(Pick(LogSoftmax(logits, axis: 1), targets));
    }
}
