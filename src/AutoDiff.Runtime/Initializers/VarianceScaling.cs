using System.Numerics;

namespace AutoDiff.Initializers;

/// <summary>Which number of connections sets the scale of a weight.</summary>
public enum FanMode
{
    /// <summary>Inputs of an output: the scale of the activations is kept on the way forward.</summary>
    In,

    /// <summary>Outputs of an input: the scale of the gradients is kept on the way back.</summary>
    Out,

    /// <summary>The mean of both: a compromise.</summary>
    Average,
}

/// <summary>By how much weights have to be larger to make up for what an activation function takes away. PyTorch: <c>nn.init.calculate_gain</c>.</summary>
public static class Gain
{
    /// <summary>1: nothing is taken away; also used for the sigmoid.</summary>
    public const double Linear = 1;

    /// <summary>5/3.</summary>
    public const double Tanh = 5.0 / 3;

    /// <summary>√2: half of the square is cut off (He et al., 2015).</summary>
    public const double Relu = 1.4142135623730951;

    /// <summary>3/4 (Klambauer et al., 2017, as PyTorch has it).</summary>
    public const double Selu = 0.75;

    /// <summary>√(2 / (1 + slope²)).</summary>
    public static double LeakyRelu(double slope) => Math.Sqrt(2 / (1 + slope * slope));
}

/// <summary>
/// Weights with variance gain² / fan for any gain and fan. Gain <see cref="Gain.Relu"/> and <see cref="FanMode.In"/> is what <see cref="Initialization.HeNormal"/>
/// does (Kaiming), gain 1 and <see cref="FanMode.Average"/> what <see cref="Initialization.GlorotNormal"/> does (Xavier); with the same seed and index the same numbers.
/// </summary>
public static class VarianceScaling
{
    /// <summary>gain / √fan.</summary>
    /// <param name="shape">[out, in, ...kernel].</param>
    /// <param name="gain">Finite and positive.</param>
    /// <param name="mode">Which fan.</param>
    /// <exception cref="ArgumentException">The shape has no fans, or the gain is not finite and positive.</exception>
    public static double Deviation(TensorShape shape, double gain, FanMode mode)
    {
        if (!(double.IsFinite(gain) && gain > 0)) throw new ArgumentException($"The gain is {gain}; it has to be finite and positive.", nameof(gain));
        var fans = Fans.Of(shape);
        return gain / Math.Sqrt(mode switch
        {
            FanMode.In => fans.In,
            FanMode.Out => fans.Out,
            FanMode.Average => (fans.In + fans.Out) / 2,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown fan mode."),
        });
    }

    /// <summary>N(0, gain² / fan).</summary>
    /// <inheritdoc cref="Deviation" path="/exception"/>
    public static void FillNormal<T>(Tensor<T> tensor, double gain, FanMode mode, ulong seed, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Random(seed, index).FillNormal(tensor.Span, 0, Deviation(tensor.Shape, gain, mode));

    /// <summary>Uniform on ±gain √(3 / fan), which has the same variance.</summary>
    /// <inheritdoc cref="Deviation" path="/exception"/>
    public static void FillUniform<T>(Tensor<T> tensor, double gain, FanMode mode, ulong seed, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double bound = Math.Sqrt(3) * Deviation(tensor.Shape, gain, mode);
        Random(seed, index).FillUniform(tensor.Span, -bound, bound);
    }

    private static CounterRandom Random(ulong seed, int index) => new(seed, RandomDomain.Initialization + (uint)index);
}
