using System.ComponentModel;

namespace AutoDiff.Checking;

/// <summary>
/// The arguments of a method under check: differentiated ones are parts of the flat point, all others are drawn once. Generated checks use it.
/// </summary>
/// <param name="seed">Chooses what is drawn.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckArguments(ulong seed)
{
    private readonly List<CheckedParameter> _parameters = [];
    private int _length;
    private ulong _drawn;

    /// <summary>The differentiated parameters so far.</summary>
    public IReadOnlyList<CheckedParameter> Parameters => _parameters;

    /// <summary>Adds a differentiated parameter to the flat point.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="low">Lower end of the interval of its elements.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="shape">Its extents; none for a number.</param>
    public CheckedParameter Parameter(string name, double low, double high, params ReadOnlySpan<int> shape)
    {
        var parameter = new CheckedParameter(name, new TensorShape(shape), _length) { Low = low, High = high };
        _parameters.Add(parameter);
        _length += parameter.Length;
        return parameter;
    }

    /// <summary>Adds all parameters of a model to the flat point; its buffers start as declared.</summary>
    public CheckedModel Model(IModel<double> model, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Initialize(seed);
        int start = _length;
        foreach (var leaf in model.EnumerateParameters())
            if (!leaf.IsBuffer) Parameter(leaf.Name, low, high, leaf.Shape.ToArray());
        return new CheckedModel(model, start);
    }

    /// <summary>Initialises a model that is not differentiated.</summary>
    public void PassiveModel(IModel<double> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Initialize(seed);
    }

    /// <summary>A tensor that is not differentiated.</summary>
    public Tensor<double> Tensor(double low, double high, params ReadOnlySpan<int> shape)
    {
        var tensor = Tensor<double>.Zeros(shape);
        Next().FillUniform(tensor.Span, low, high);
        return tensor;
    }

    /// <summary>A number that is not differentiated, from 0.1 to 0.9.</summary>
    public double Number() => 0.1 + 0.8 * Next().Uniform(0);

    /// <summary>Indices into an axis.</summary>
    public Tensor<int> Indices(int extent, params ReadOnlySpan<int> shape)
    {
        var tensor = Tensor<int>.Zeros(shape);
        var random = Next();
        for (int i = 0; i < tensor.Length; i++) tensor.Span[i] = random.Below(extent, (ulong)i);
        return tensor;
    }

    /// <summary>Where each of so many bags begins among the indices: evenly, from 0 on.</summary>
    public static Tensor<int> Offsets(int indices, int bags)
    {
        var tensor = Tensor<int>.Zeros(bags);
        for (int i = 0; i < bags; i++) tensor.Span[i] = (int)((long)i * indices / bags);
        return tensor;
    }

    private CounterRandom Next() => new(seed, RandomDomain.Check + (4UL << 40) + _drawn++);
}
