using AutoDiff.Generator.Tests.Emission;

namespace AutoDiff.Generator.Tests.Modes;

/// <summary>Generated Jacobian-vector and Hessian-vector products of straight-line functions.</summary>
[Collection(DerivativeLaw.Collection)]
public class ProductRunTests
{
    private static readonly Theme s_tangents = new("""
        Activation: N,C x; C b => Tanh(x + b) * Sigmoid(x)
        Normalized: N,C x; C gamma; C beta; fixed epsilon => gamma * (x - Mean(x, 0)) * ReciprocalSqrt(Variance(x, 0) + epsilon * epsilon) + beta
        Rows: N,C x => Softmax(x, 1)
        LogRows: N,C x => LogSoftmax(x, 1) * x
        Dense: N,C x; C,H w; H b => Relu(MatMul(x, w) + b)
        Batched: B,N,C x; B,C,H y => MatMul(x, y)
        Lookup: N,C sparse x; M int k => Gather(x, k) * 2
        Picked: N,C x; N int k => Pick(x, k) * Sum(x, 1)
        Bags: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Mean)
        T Angle: s; t => T.Atan2(s, t) * s
        Moved: A,B,C x => Reshape(Permute(x, [2, 0, 1]), -1) * 3
        Joined: N,C x; N,D y => Concat(x, y * y, 1)
        Part: N,C x => Slice(x, 0, 1, x.Shape[0] - 1)
        Extremes: N,C x => Max(x, 1) + Min(x, 1) + Norm(x, 1) + LogSumExp(x, 1)
        Products: N,C x => Prod(x, 1)
        Untaken: N x => Where(x > 0, Sqrt(x), x)
        T Loss: N,C logits; N int k => -Mean(Pick(LogSoftmax(logits, 1), k))
        T Numbers: a; b; fixed c => a * T.Exp(b) / c
        (Tensor<T> Y, Tensor<T> Z) Two: N,C x => (x * x, Exp(x))
        (T value, Tensor<T> Z) Mixed: N,C x => (Sum(Sin(x)), Exp(x))
        T Keyword: @class; xTangent; N x => @class * xTangent * Sum(x)
        """, "Differentiable(Modes = Modes.Gradient | Modes.Jvp)");

    private static readonly Theme s_products = new("""
        T Energy: N,C x; C w; fixed k => k * Sum(Tanh(x * w))
        T Entropy: N,C logits; N int k => -Mean(Pick(LogSoftmax(logits, 1), k))
        T Network: N,C x; C,H w; H b; H v; fixed y => Square(Sum(MatMul(Tanh(MatMul(x, w) + b), v)) - y)
        T Normal: N,C x => Sum(Softplus(ReciprocalSqrt(Variance(x, 0) + 1) * (x - Mean(x, 0))))
        T Numbers: a; p => Pow(p, a) * T.Sin(a)
        T Table: N,C sparse x; M int k => Sum(Exp(Gather(x, k)))
        T Norms: N,C x => Sum(Norm(x + 3, 1)) + Sum(LogSumExp(x, 1))
        T Linear: N x; N y => Sum(x + 2 * y)
        (T value, Tensor<T> Z) Beside: N x => (Sum(x * x * x), Exp(x))
        T Kinks: N x => Sum(Abs(x) * Relu(x) + Where(x > 0, x * x, -x))
        T Ratio: s; p => s * s * s / p
        """, "Differentiable(Modes = Modes.Gradient | Modes.Hvp)");

    public static TheoryData<string> Tangents => s_tangents.Names;

    public static TheoryData<string> Products => s_products.Names;

    [Theory, MemberData(nameof(Tangents))]
    public void ForwardMode_AgreesWithReverseMode(string name) => s_tangents.Check(name, ProductLaw.Jvp);

    [Theory, MemberData(nameof(Products))]
    public void HessianVectorProduct_IsTheDifferenceOfGradients(string name) => s_products.Check(name, ProductLaw.Hvp);
}
