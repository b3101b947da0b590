using System.Numerics;
using System.Text.Json;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>
/// One run of an operator on one case in one precision: the adaptor takes inputs and parameters from here and puts results here.
/// What the adaptor does not take is reported, so that no input or parameter can be overlooked.
/// </summary>
public sealed class OperatorCall<T>(ReferenceCase reference)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HashSet<string> _readInputs = [], _readParameters = [];
    private readonly Dictionary<string, TensorShape> _views = [];
    private readonly List<(string What, Tensor<T> Value)> _results = [];

    public ReferenceCase Reference { get; } = reference;

    public IReadOnlyList<(string What, Tensor<T> Value)> Results => _results;

    public bool Has(string input) => Reference.Inputs.ContainsKey(input);

    public bool IsIndex(string input) => Reference.Inputs[input].ElementType == "int64";

    public int Rank(string input) => Reference.Inputs[input].Shape.Length;

    public int Extent(string input, int dimension) => Reference.Inputs[input].Shape[dimension];

    /// <summary>An input in its own shape.</summary>
    public Tensor<T> Tensor(string input) => View(input, Reference.Inputs[input].Shape);

    /// <summary>An input as [rows, last extent].</summary>
    public Tensor<T> Matrix(string input)
    {
        int[] shape = Reference.Inputs[input].Shape;
        int last = shape.Length == 0 ? 1 : shape[^1];
        return View(input, last == 0 ? [0, 0] : [Length(shape) / last, last]);
    }

    /// <summary>An input as [first extent, rest].</summary>
    public Tensor<T> Rows(string input)
    {
        int[] shape = Reference.Inputs[input].Shape;
        return View(input, [shape[0], Length(shape) / shape[0]]);
    }

    /// <summary>An input as [first extent, second extent, rest].</summary>
    public Tensor<T> Volume(string input)
    {
        int[] shape = Reference.Inputs[input].Shape;
        return View(input, [shape[0], shape[1], Length(shape) / (shape[0] * shape[1])]);
    }

    /// <summary>All elements of an input in one row.</summary>
    public Tensor<T> Vector(string input) => View(input, [Length(Reference.Inputs[input].Shape)]);

    /// <summary>An input of one element.</summary>
    public T Scalar(string input) => Vector(input).Item;

    /// <summary>An input of integers in its own shape, or in another one.</summary>
    public Tensor<int> Indices(string input, params int[] shape)
    {
        _readInputs.Add(input);
        var tensor = Reference.Inputs[input];
        if (tensor.ElementType != "int64") throw new FormatException($"{Reference}: {input} is {tensor.ElementType}, not int64.");
        return Tensor<int>.Wrap(Array.ConvertAll(tensor.Data, d => (int)d), shape.Length == 0 ? tensor.Shape : shape);
    }

    public T Number(string parameter, double absent) => T.CreateChecked(Double(parameter, absent));

    public double Double(string parameter, double absent) =>
        Parameter(parameter) is { } value ? ReferenceTensor.Number(value, $"{Reference} {parameter}") : absent;

    public double[] Numbers(string parameter, params double[] absent) =>
        Parameter(parameter) is { } value ? [.. value.EnumerateArray().Select(e => ReferenceTensor.Number(e, $"{Reference} {parameter}"))] : absent;

    public int Integer(string parameter, int absent) => Parameter(parameter)?.GetInt32() ?? absent;

    public bool Flag(string parameter, bool absent = false) => Parameter(parameter)?.GetBoolean() ?? absent;

    public string Text(string parameter, string absent) => Parameter(parameter)?.GetString() ?? absent;

    /// <summary>Delivers an output of the method as written.</summary>
    public void Output(string name, Tensor<T> value) => _results.Add(("output " + name, value));

    public void Output(string name, T value) => Output(name, Tensor<T>.FromScalar(value));

    /// <summary>A destination for an output of the generated forward pass, in the given shape.</summary>
    public Tensor<T> Forward(string name, Tensor<T> like)
    {
        var destination = Unset(like.Shape);
        _results.Add(("generated output " + name, destination));
        return destination;
    }

    public void Forward(string name, T value) => _results.Add(("generated output " + name, Tensor<T>.FromScalar(value)));

    /// <summary>The gradient of the loss with respect to an output; 0 for an output that the reference does not differentiate.</summary>
    public Tensor<T> Upstream(string output, Tensor<T> like) =>
        Reference.Upstream.TryGetValue(output, out var upstream) ? new Tensor<T>(Convert(upstream), 0, like.Shape) : Tensor<T>.Zeros(like.Shape);

    /// <summary>A destination for the gradient with respect to an input, in the shape in which the adaptor took the input.</summary>
    public Tensor<T> Gradient(string input)
    {
        var destination = Unset(_views[input]);
        Gradient(input, destination);
        return destination;
    }

    public void Gradient(string input, Tensor<T> value)
    {
        if (Reference.Gradients.ContainsKey(input)) _results.Add(("grad " + input, value));
    }

    public void Gradient(string input, T value) => Gradient(input, Tensor<T>.FromScalar(value));

    /// <summary>Spreads a sparse gradient over the table.</summary>
    public void Gradient(string input, SparseRows<T> rows)
    {
        var table = Tensor<T>.Zeros(_views[input]);
        int width = table.Dimension(1);
        for (int i = 0; i < rows.Indices.Length; i++)
        {
            int row = rows.Indices.Span[i];
            if (row < 0) continue;
            for (int d = 0; d < width; d++) table.Span[row * width + d] += rows.Values.Span[i * width + d];
        }
        Gradient(input, table);
    }

    /// <summary>Inputs and parameters of the case that the adaptor has not read.</summary>
    public IEnumerable<string> Unread =>
        Reference.Inputs.Keys.Except(_readInputs).Select(k => "input " + k).Concat(Reference.Parameters.Keys.Except(_readParameters).Select(k => "parameter " + k));

    private Tensor<T> View(string input, int[] shape)
    {
        _readInputs.Add(input);
        var tensor = new Tensor<T>(Convert(Reference.Inputs[input]), 0, new TensorShape(shape));
        _views[input] = tensor.Shape;
        return tensor;
    }

    // NaN, so that an element that nobody writes is seen.
    private static Tensor<T> Unset(TensorShape shape)
    {
        var tensor = Tensor<T>.Zeros(shape);
        tensor.Fill(T.NaN);
        return tensor;
    }

    private JsonElement? Parameter(string name)
    {
        _readParameters.Add(name);
        return Reference.Parameters.TryGetValue(name, out var value) ? value : null;
    }

    private static T[] Convert(ReferenceTensor tensor) => Array.ConvertAll(tensor.Data, d => T.CreateTruncating(d));

    private static int Length(int[] shape) => shape.Aggregate(1, (product, extent) => product * extent);
}
