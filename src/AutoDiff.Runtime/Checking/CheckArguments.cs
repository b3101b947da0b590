using System.ComponentModel;

namespace AutoDiff.Checking;

/// <summary>
/// The arguments of a method under check: differentiated ones are parts of the flat point, all others are drawn once. Generated checks use it.
/// </summary>
/// <param name="seed">Chooses what is drawn.</param>
/// <param name="attempt">Which sizes a program of loops is tried with; later ones fit programs whose arrays depend on each other.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckArguments(ulong seed, int attempt = 0)
{
    private static readonly int[] Distinct = [4, 6, 2, 8, 3, 5, 7, 9, 10, 11, 12];

    /// <summary>All arrays of one length (0: all different), integers, and whether all numbers are positive.</summary>
    private static readonly (int Extent, int Integer, bool IsPositive)[] Sizes =
    [
        (0, 2, false), (4, 2, false), (9, 3, false), (12, 3, false), (16, 4, false), (64, 2, false), (0, 2, true), (4, 2, true), (9, 3, true), (12, 3, true), (64, 2, true),
    ];

    private readonly List<CheckedParameter> _parameters = [];
    private int _length;
    private ulong _drawn;

    /// <summary>The differentiated parameters so far.</summary>
    public IReadOnlyList<CheckedParameter> Parameters => _parameters;

    /// <summary>Number of attempts that differ.</summary>
    public static int Attempts => Sizes.Length;

    /// <summary>The length of an array of a program.</summary>
    /// <param name="number">Counts the lengths of the program.</param>
    public int Extent(int number) => Sizes[attempt].Extent is > 0 and var extent ? extent : Distinct[number % Distinct.Length];

    /// <summary>An integer of a program.</summary>
    public int Integer => Sizes[attempt].Integer;

    /// <summary>Adds a differentiated parameter to the flat point.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="low">Lower end of the interval of its elements.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="shape">Its extents; none for a number.</param>
    public CheckedParameter Parameter(string name, double low, double high, params ReadOnlySpan<int> shape)
    {
        var parameter = new CheckedParameter(name, new TensorShape(shape), _length) { Low = Sizes[attempt].IsPositive ? Math.Max(low, 0.2) : low, High = high };
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
