using System.ComponentModel;
using System.Numerics.Tensors;

namespace AutoDiff.Checking;

/// <summary>
/// The flat upstream gradient of all results of a method, taken result by result: by the derivative as tensors and numbers, by the method under check
/// as the sum of results times gradient. Generated checks use it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct UpstreamGradient(ReadOnlySpan<double> upstream)
{
    private ReadOnlySpan<double> _rest = upstream;

    /// <summary>The sum of all that was projected.</summary>
    public double Sum { get; private set; }

    /// <summary>The gradient of the next result, a tensor.</summary>
    public Tensor<double> Tensor(params ReadOnlySpan<int> shape)
    {
        var tensor = Tensor<double>.Zeros(shape);
        Take(tensor.Length).CopyTo(tensor.Span);
        return tensor;
    }

    /// <summary>The gradient of the next result, a number.</summary>
    public double Number() => Take(1)[0];

    /// <summary>Adds the next result times its gradient.</summary>
    public void Project(Tensor<double> result)
    {
        var upstream = Take(result.Length);
        if (result.Length > 0) Sum += TensorPrimitives.Dot<double>(result.Span, upstream);
    }

    /// <summary>Adds the next result, a number, times its gradient.</summary>
    public void Project(double result) => Sum += result * Take(1)[0];

    private ReadOnlySpan<double> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
