using AutoDiff.Diagnostics;
using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Diagnostics;

/// <summary>
/// A small classifier in double, derived by hand: layers x Wᵀ + b with rectifiers between them and softmax cross-entropy at the end. Four batches of eight
/// points around one centre for each of three classes.
/// </summary>
internal sealed class ReluStack : IModel<double>, ITappedLoss<double>
{
    public const int Inputs = 6, Hidden = 16, Classes = 3, BatchSize = 8;

    private static readonly int[] Widths = [Inputs, Hidden, Hidden, Classes];

    private readonly List<ModelParameter> _tensors = [];
    private readonly double[] _parameters, _buffers = [0.5];
    private readonly double[][] _outputs, _outputGradients;

    public ReluStack(ulong seed = 1)
    {
        int offset = 0;
        for (int l = 1; l < Widths.Length; l++)
        {
            bool last = l == Widths.Length - 1;
            _tensors.Add(new ModelParameter($"W{l}", new TensorShape(Widths[l], Widths[l - 1]), offset, last ? Initialization.Normal : Initialization.HeNormal, false) { Value = 0.05 });
            offset += Widths[l] * Widths[l - 1];
            _tensors.Add(new ModelParameter($"B{l}", new TensorShape(Widths[l]), offset, Initialization.Zeros, false));
            offset += Widths[l];
        }
        _tensors.Add(new ModelParameter("Mean", new TensorShape(1), 0, Initialization.Constant, true) { Value = 0.5 });
        _parameters = new double[offset];
        _outputs = [.. Widths.Skip(1).Select(w => new double[BatchSize * w])];
        _outputGradients = [.. Widths.Skip(1).Select(w => new double[BatchSize * w])];
        Initialize(seed);
    }

    public Span<double> Parameters => _parameters;

    public Span<double> Buffers => _buffers;

    public IModel<double> Model => this;

    public int Batches => 4;

    public IReadOnlyList<TappedLayer> Layers { get; } = [new("layer1", Hidden) { CanDie = true }, new("layer2", Hidden) { CanDie = true }, new("logits", Classes)];

    public IReadOnlyList<ModelParameter> EnumerateParameters() => _tensors;

    public void Initialize(ulong seed) => Initializer.FillAll(this, seed);

    public ReadOnlySpan<double> Output(int layer) => _outputs[layer];

    public ReadOnlySpan<double> Adjoint(int layer) => _outputGradients[layer];

    public Span<double> Tensor(string name) => this.Values(_tensors.Single(t => t.Name == name));

    public double Evaluate(int batch, Span<double> gradient)
    {
        _buffers[0] += 1; // as running statistics do
        double[] x = Points(batch);
        double loss = Forward(x);
        for (int l = Widths.Length - 1; l >= 1; l--) Backward(l, l == 1 ? x : _outputs[l - 2], gradient);
        return loss;
    }

    private double Forward(double[] x)
    {
        for (int l = 1; l < Widths.Length; l++)
        {
            double[] input = l == 1 ? x : _outputs[l - 2];
            for (int n = 0; n < BatchSize; n++)
                for (int o = 0; o < Widths[l]; o++)
                {
                    double z = Tensor($"B{l}")[o];
                    for (int i = 0; i < Widths[l - 1]; i++) z += input[n * Widths[l - 1] + i] * Tensor($"W{l}")[o * Widths[l - 1] + i];
                    _outputs[l - 1][n * Widths[l] + o] = l < Widths.Length - 1 ? Math.Max(z, 0) : z;
                }
        }
        double loss = 0;
        for (int n = 0; n < BatchSize; n++)
        {
            var logits = _outputs[^1].AsSpan(n * Classes, Classes);
            double total = Reductions.LogSumExp<double>(logits);
            loss += (total - logits[n % Classes]) / BatchSize;
            for (int c = 0; c < Classes; c++) _outputGradients[^1][n * Classes + c] = (Math.Exp(logits[c] - total) - (c == n % Classes ? 1 : 0)) / BatchSize;
        }
        return loss;
    }

    private void Backward(int l, double[] input, Span<double> gradient)
    {
        int outs = Widths[l], ins = Widths[l - 1];
        var dW = gradient.Slice(_tensors[2 * (l - 1)].Offset, outs * ins);
        var dB = gradient.Slice(_tensors[2 * (l - 1) + 1].Offset, outs);
        var weight = Tensor($"W{l}");
        dW.Clear();
        dB.Clear();
        double[]? dInput = l > 1 ? _outputGradients[l - 2] : null;
        dInput?.AsSpan().Clear();
        for (int n = 0; n < BatchSize; n++)
            for (int o = 0; o < outs; o++)
            {
                double d = _outputGradients[l - 1][n * outs + o];
                if (l < Widths.Length - 1 && _outputs[l - 1][n * outs + o] <= 0) d = 0;
                dB[o] += d;
                for (int i = 0; i < ins; i++)
                {
                    dW[o * ins + i] += d * input[n * ins + i];
                    if (dInput is not null) dInput[n * ins + i] += d * weight[o * ins + i];
                }
            }
    }

    // Point n of a batch belongs to class n mod 3, whose centre is 1.5 along two of the axes.
    private static double[] Points(int batch)
    {
        var points = new double[BatchSize * Inputs];
        new CounterRandom(77, (ulong)batch).FillNormal(points.AsSpan(), 0, 0.5);
        for (int n = 0; n < BatchSize; n++)
        {
            points[n * Inputs + n % Classes] += 1.5;
            points[n * Inputs + 3 + n % Classes] -= 1.5;
        }
        return points;
    }
}
