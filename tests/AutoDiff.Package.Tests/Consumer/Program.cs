using System.Globalization;
using System.Numerics;
using AutoDiff;
using static AutoDiff.Ops;

// Compares the generated gradient of sum(dY * BatchNorm(x)) with central differences of the method itself.
const int N = 7, C = 5;
const double Epsilon = 1e-3, Step = 1e-5;
var random = new Random(1);
Tensor<double> x = New(N, C), gamma = New(C), beta = New(C), dY = New(N, C);
Tensor<double> y = New(N, C), dX = New(N, C), dGamma = New(C), dBeta = New(C);

Normalization.BatchNormForward(x, gamma, beta, Epsilon, y, out var saved);
Normalization.BatchNormBackward(saved, dY, dX, dGamma, dBeta);

Print("value", Difference(y, Normalization.BatchNorm(x, gamma, beta, Epsilon)));
Print("dX", Difference(dX, Numeric(x)));
Print("dGamma", Difference(dGamma, Numeric(gamma)));
Print("dBeta", Difference(dBeta, Numeric(beta)));

Tensor<double> New(params int[] shape)
{
    var tensor = Tensor<double>.Zeros(shape);
    foreach (ref double v in tensor.Span) v = random.NextDouble() * 2 - 1;
    return tensor;
}

Tensor<double> Numeric(Tensor<double> argument)
{
    var gradient = argument * 0.0;
    for (int i = 0; i < argument.Length; i++)
    {
        double at = argument.Span[i];
        argument.Span[i] = at + Step;
        double above = Sum(dY * Normalization.BatchNorm(x, gamma, beta, Epsilon));
        argument.Span[i] = at - Step;
        double below = Sum(dY * Normalization.BatchNorm(x, gamma, beta, Epsilon));
        argument.Span[i] = at;
        gradient.Span[i] = (above - below) / (2 * Step);
    }
    return gradient;
}

static double Difference(Tensor<double> a, Tensor<double> b) => Max(Abs(a - b));

static void Print(string name, double difference) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {difference:R}"));

internal static partial class Normalization
{
    [Differentiable]
    public static Tensor<T> BatchNorm<T>([Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var centered = x - Mean(x, axis: 0);
        var variance = Mean(Square(centered), axis: 0);
        return gamma * centered * ReciprocalSqrt(variance + epsilon) + beta;
    }
}
