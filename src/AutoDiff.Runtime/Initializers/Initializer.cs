using System.Numerics;

namespace AutoDiff.Initializers;

/// <summary>Starting values of parameters.</summary>
public static class Initializer
{
    /// <summary>
    /// Fills a tensor. The numbers depend on <paramref name="seed"/>, <paramref name="index"/> and the shape alone, never on other tensors.
    /// With the fans of <see cref="Fans"/>:
    /// He normal N(0, 2 / in) and uniform on +-sqrt(6 / in) (He et al., 2015);
    /// Glorot normal N(0, 2 / (in + out)) and uniform on +-sqrt(6 / (in + out)) (Glorot and Bengio, 2010);
    /// orthogonal: Q of a normal matrix [out, the rest] (Saxe et al., 2014);
    /// normal and truncated normal: deviation <paramref name="value"/>; uniform: bound <paramref name="value"/>;
    /// identity: ones on the diagonal of a matrix; Dirac: 1 in the middle of kernel [d, d, ...] (Zagoruyko and Komodakis, 2017);
    /// sparse: the share <paramref name="value"/> of the inputs of each output is 0, the n others N(0, 2 / n) (after Martens, 2010).
    /// Other gains and fan modes: <see cref="VarianceScaling"/>; starts that look at data: <see cref="LayerSequentialUnitVariance"/>, <see cref="DataDependentBias"/>.
    /// </summary>
    /// <param name="tensor">Every element is written.</param>
    /// <param name="init">The distribution.</param>
    /// <param name="value">The constant, deviation, bound or share where <paramref name="init"/> needs one.</param>
    /// <param name="seed">One per model.</param>
    /// <param name="index">Number of the tensor in its model; tensors with different numbers are independent.</param>
    /// <exception cref="ArgumentException">
    /// The shape has no fans or not the rank that is needed, the deviation or bound is not a finite positive number, or the share is not in [0, 1).
    /// </exception>
    public static void Fill<T>(Tensor<T> tensor, Initialization init, double value, ulong seed, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fill(tensor.Span, tensor.Shape, init, value, seed, index);

    /// <summary>Fills the elements of a tensor of the given shape; see <see cref="Fill{T}(Tensor{T}, Initialization, double, ulong, int)"/>.</summary>
    public static void Fill<T>(Span<T> values, TensorShape shape, Initialization init, double value, ulong seed, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (values.Length != shape.Length)
            throw new ArgumentException($"{shape} has {shape.Length} elements and the span has {values.Length}.", nameof(values));
        var random = new CounterRandom(seed, RandomDomain.Initialization + (uint)index);
        switch (init)
        {
            case Initialization.Zeros: values.Clear(); break;
            case Initialization.Ones: values.Fill(T.One); break;
            case Initialization.Constant: values.Fill(T.CreateChecked(value)); break;
            case Initialization.HeNormal: random.FillNormal(values, 0, Math.Sqrt(2 / Fans.Of(shape).In)); break;
            case Initialization.HeUniform: FillSymmetric(random, values, Math.Sqrt(6 / Fans.Of(shape).In)); break;
            case Initialization.GlorotNormal: random.FillNormal(values, 0, Math.Sqrt(2 / FanSum(shape))); break;
            case Initialization.GlorotUniform: FillSymmetric(random, values, Math.Sqrt(6 / FanSum(shape))); break;
            case Initialization.Orthogonal: Orthogonal.Fill(values, shape, random); break;
            case Initialization.Normal: random.FillNormal(values, 0, Positive(value, init)); break;
            case Initialization.TruncatedNormal: random.FillTruncatedNormal(values, 0, Positive(value, init)); break;
            case Initialization.Uniform: FillSymmetric(random, values, Positive(value, init)); break;
            case Initialization.Identity: Selections.FillIdentity(values, shape); break;
            case Initialization.Dirac: Selections.FillDirac(values, shape); break;
            case Initialization.Sparse: SparseWeights.Fill(values, shape, value, seed, index); break;
            default: throw new ArgumentOutOfRangeException(nameof(init), init, "Unknown initialization.");
        }
    }

    /// <summary>Starts every tensor of a model as its <see cref="ModelParameter"/> says; tensor i uses the numbers of index i.</summary>
    public static void FillAll<T>(IModel<T> model, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = model.EnumerateParameters();
        for (int i = 0; i < parameters.Count; i++)
            Fill(model.Values(parameters[i]), parameters[i].Shape, parameters[i].Init, parameters[i].Value, seed, i);
    }

    private static void FillSymmetric<T>(CounterRandom random, Span<T> values, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => random.FillUniform(values, -bound, bound);

    private static double FanSum(TensorShape shape)
    {
        var fans = Fans.Of(shape);
        return fans.In + fans.Out;
    }

    private static double Positive(double value, Initialization init) => double.IsFinite(value) && value > 0 ? value
        : throw new ArgumentException($"Initialization.{init} needs a positive Value, its deviation or bound; it is {value}.", nameof(value));
}
