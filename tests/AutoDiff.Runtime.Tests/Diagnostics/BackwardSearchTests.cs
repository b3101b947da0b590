using AutoDiff.Diagnostics;

namespace AutoDiff.Runtime.Tests.Diagnostics;

/// <summary>Numbers that are not finite and arise on the way back alone.</summary>
public class BackwardSearchTests
{
    [Fact]
    public void TheFirstLayerOfTheBackwardPass_IsTheLastOfTheForwardPass()
    {
        var report = NonFiniteSearch.Run(new Backward(outputGradients: [[double.NaN, 1], [1, double.PositiveInfinity], [0, 0]], gradient: [double.NaN, 1, double.NaN]));
        Assert.Null(report.Output);
        Assert.Null(report.Loss);
        Assert.Equal((NonFinitePlace.OutputGradient, "b", 1), (report.First!.Place, report.First.Name, report.First.Element));
        Assert.Equal(("V", 1), (report.ParameterGradient!.Name, report.ParameterGradient.Element));
    }

    [Fact]
    public void AGradientOfAParameterAlone_IsNamed()
    {
        var report = NonFiniteSearch.Run(new Backward([[], [], []], [double.NegativeInfinity, 1, 2]));
        Assert.Equal("the gradient of U, element 0, is -Infinity", report.First!.ToString());
    }

    private sealed class Backward(double[][] outputGradients, double[] gradient) : IModel<double>, ITappedLoss<double>
    {
        private readonly double[] _parameters = new double[3];

        public Span<double> Parameters => _parameters;

        public Span<double> Buffers => [];

        public IModel<double> Model => this;

        public int Batches => 1;

        public IReadOnlyList<TappedLayer> Layers { get; } = [new("a", 2), new("b", 2), new("c", 2)];

        public IReadOnlyList<ModelParameter> EnumerateParameters() =>
            [new("U", new TensorShape(1), 0, Initialization.Zeros, false), new("V", new TensorShape(2), 1, Initialization.Zeros, false)];

        public void Initialize(ulong seed)
        {
        }

        public double Evaluate(int batch, Span<double> destination)
        {
            gradient.CopyTo(destination);
            return 1;
        }

        public ReadOnlySpan<double> Output(int layer) => [1, 2];

        public ReadOnlySpan<double> Adjoint(int layer) => outputGradients[layer];
    }
}
