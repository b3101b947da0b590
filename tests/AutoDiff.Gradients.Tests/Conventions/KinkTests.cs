using System.Numerics;

namespace AutoDiff.Gradients.Tests.Conventions;

/// <summary>
/// The table of conventions at kinks and singular points in generated code: gradient and tangent, float and double, for lengths around every vector width. The
/// test command repeats them on narrower vectors.
/// </summary>
public class KinkTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    private static readonly int[] s_lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 67];

    [Fact]
    public void Abs_AtZero_IsZero() => Rows(new(Kinks.AbsoluteGradient, Kinks.AbsoluteJvp), new(Kinks.AbsoluteGradient, Kinks.AbsoluteJvp), [0, 2, -2], [0, 1, -1]);

    [Fact]
    public void Relu_AtZero_IsZero() => Rows(new(Kinks.RectifiedGradient, Kinks.RectifiedJvp), new(Kinks.RectifiedGradient, Kinks.RectifiedJvp), [0, 2, -2], [0, 1, 0]);

    [Fact]
    public void Relu6_AtItsEnds_IsZero() => Rows(new(Kinks.RectifiedToSixGradient, Kinks.RectifiedToSixJvp), new(Kinks.RectifiedToSixGradient, Kinks.RectifiedToSixJvp), [0, 6, 3, -1, 7], [0, 0, 1, 0, 0]);

    [Fact]
    public void LeakyRelu_AtZero_HasTheNegativeSlope() => Rows(new(Kinks.LeakyGradient, Kinks.LeakyJvp), new(Kinks.LeakyGradient, Kinks.LeakyJvp), [0, 2, -2], [0.125, 1, 0.125]);

    [Fact]
    public void ATieOfTwoActiveValues_GivesHalf()
    {
        Rows(new(BothOf<double>(Kinks.LargerGradient), Along<double>(Kinks.LargerJvp)), new(BothOf<float>(Kinks.LargerGradient), Along<float>(Kinks.LargerJvp)), [1, -2], [0.5, 0.5]);
        Rows(new(BothOf<double>(Kinks.SmallerGradient), Along<double>(Kinks.SmallerJvp)), new(BothOf<float>(Kinks.SmallerGradient), Along<float>(Kinks.SmallerJvp)), [1, -2], [0.5, 0.5]);
    }

    [Fact]
    public void ATieWithAnInactiveValue_GivesNothing() => Rows(
        new((x, dX, w) => Kinks.LargerThanInactiveGradient(x, Twin(x), dX, w), (Tensor<double> x, Tensor<double> t, out double tangent, Workspace? w) => Kinks.LargerThanInactiveJvp(x, t, Twin(x), out tangent, w)),
        new((x, dX, w) => Kinks.LargerThanInactiveGradient(x, Twin(x), dX, w), (Tensor<float> x, Tensor<float> t, out float tangent, Workspace? w) => Kinks.LargerThanInactiveJvp(x, t, Twin(x), out tangent, w)),
        [1, -2], [0, 0]);

    [Fact]
    public void Clamp_AtItsEdges_IsZero() => Rows(new(Kinks.ClampedGradient, Kinks.ClampedJvp), new(Kinks.ClampedGradient, Kinks.ClampedJvp), [-1, 0, 1, 2], [0, 1, 0, 0]);

    [Fact]
    public void ATieOfAReduction_SplitsEvenly()
    {
        Rows(new(Kinks.LargestGradient, Kinks.LargestJvp), new(Kinks.LargestGradient, Kinks.LargestJvp), (_, _) => 3, (_, n) => 1.0 / n);
        Rows(new(Kinks.SmallestGradient, Kinks.SmallestJvp), new(Kinks.SmallestGradient, Kinks.SmallestJvp), (_, _) => 3, (_, n) => 1.0 / n);
    }

    [Fact]
    public void ReductionsOfDistinctElements_PassToOne()
    {
        Rows(new(Kinks.LargestGradient, Kinks.LargestJvp), new(Kinks.LargestGradient, Kinks.LargestJvp), (i, n) => i == n / 2 ? 9 : -i, (i, n) => i == n / 2 ? 1 : 0);
        Rows(new(Kinks.SmallestGradient, Kinks.SmallestJvp), new(Kinks.SmallestGradient, Kinks.SmallestJvp), (i, n) => i == n / 2 ? -90 : -i, (i, n) => i == n / 2 ? 1 : 0);
    }

    [Fact]
    public void Steps_HaveNoGradient() => Rows(new(Kinks.StepsGradient, Kinks.StepsJvp), new(Kinks.StepsGradient, Kinks.StepsJvp), [0.5, 1, -1.25, 0], [1, 1, 1, 1]);

    [Fact]
    public void StraightThrough_PassesTheGradient() => Rows(new(Kinks.ThroughGradient, Kinks.ThroughJvp), new(Kinks.ThroughGradient, Kinks.ThroughJvp), [0.5, 1.75], [2, 2]);

    [Fact]
    public void Sqrt_AtZero_IsInfinite() => Rows(new(Kinks.RootGradient, Kinks.RootJvp), new(Kinks.RootGradient, Kinks.RootJvp), [0, 0], [Inf, Inf]);

    [Fact]
    public void TheUntakenBranch_ContributesNothing() => Rows(new(Kinks.RootOfPositivesGradient, Kinks.RootOfPositivesJvp), new(Kinks.RootOfPositivesGradient, Kinks.RootOfPositivesJvp), [0, 4, -1], [0, 0.25, 0]);

    [Fact]
    public void Norm_AtTheZeroVector_IsZero() => Rows(new(Kinks.LengthGradient, Kinks.LengthJvp), new(Kinks.LengthGradient, Kinks.LengthJvp), [0], [0]);

    [Fact]
    public void TheDeviationOfAConstantRow_IsZero() => Rows(new(Kinks.DeviationGradient, Kinks.DeviationJvp), new(Kinks.DeviationGradient, Kinks.DeviationJvp), [2], [0]);

    [Fact]
    public void Atan2_AtTheZeroVector_IsZero() => Rows(new(BothOf<double>(Kinks.AngleGradient), Along<double>(Kinks.AngleJvp)), new(BothOf<float>(Kinks.AngleGradient), Along<float>(Kinks.AngleJvp)), [0], [0]);

    [Fact]
    public void AnIntegerPower_IsExact() => Rows(new(Kinks.CubeGradient, Kinks.CubeJvp), new(Kinks.CubeGradient, Kinks.CubeJvp), [-2, 0, 2], [12, 0, 12]);

    [Fact]
    public void XLogX_AtZero_HasNoGradient() => Rows(new(Kinks.XLogXGradient, Kinks.XLogXJvp), new(Kinks.XLogXGradient, Kinks.XLogXJvp), [0, 1], [0, 1]);

    [Fact]
    public void LogSumExp_OfNegativeInfinities_HasNoGradient() => Rows(new(Kinks.SoftMaximumGradient, Kinks.SoftMaximumJvp), new(Kinks.SoftMaximumGradient, Kinks.SoftMaximumJvp), [-Inf], [0]);

    [Fact]
    public void LogSumExp_OfInfinities_SharesAmongThem() => Rows(new(Kinks.SoftMaximumGradient, Kinks.SoftMaximumJvp), new(Kinks.SoftMaximumGradient, Kinks.SoftMaximumJvp),
        (i, n) => i == 0 || i == n - 1 ? Inf : 1, (i, n) => i == 0 || i == n - 1 ? (n == 1 ? 1 : 0.5) : 0);

    [Fact]
    public void Softmax_OfNegativeInfinities_HasNoGradient() => Rows(new(Kinks.ProbabilitiesGradient, Kinks.ProbabilitiesJvp), new(Kinks.ProbabilitiesGradient, Kinks.ProbabilitiesJvp), [-Inf], [0]);

    [Fact]
    public void Product_WithZeros_IsExact()
    {
        Rows(new(Kinks.ProductGradient, Kinks.ProductJvp), new(Kinks.ProductGradient, Kinks.ProductJvp), (i, n) => i == n / 3 ? 0 : 1, (i, n) => i == n / 3 ? 1 : 0);
        Rows(new(Kinks.ProductGradient, Kinks.ProductJvp), new(Kinks.ProductGradient, Kinks.ProductJvp), (i, n) => i == 0 || i == n - 1 ? 0 : 2, (_, n) => n == 1 ? 1 : 0);
    }

    [Fact]
    public void MinimumOfOneAndReciprocal_AtZero_IsZero() => Rows(new(Kinks.BoundedReciprocalGradient, Kinks.BoundedReciprocalJvp), new(Kinks.BoundedReciprocalGradient, Kinks.BoundedReciprocalJvp), [0], [0]);

    [Fact]
    public void Normalize_AtTheZeroVector_IsZero() => Rows(new(Kinks.NormalizedGradient, Kinks.NormalizedJvp), new(Kinks.NormalizedGradient, Kinks.NormalizedJvp), [0], [0]);

    [Fact]
    public void Normalize_OfAUnitVector_HasNoGradientAlongIt() => Rows(new(Kinks.NormalizedGradient, Kinks.NormalizedJvp), new(Kinks.NormalizedGradient, Kinks.NormalizedJvp),
        (i, _) => i == 0 ? 2 : 0, (i, _) => i == 0 ? 0 : 0.5);

    [Fact]
    public void Cosine_AtTheZeroVector_IsZero() => Rows(
        new((x, dX, w) => Kinks.CosineGradient(x, Ones(x), dX, w), (Tensor<double> x, Tensor<double> t, out double tangent, Workspace? w) => Kinks.CosineJvp(x, t, Ones(x), out tangent, w)),
        new((x, dX, w) => Kinks.CosineGradient(x, Ones(x), dX, w), (Tensor<float> x, Tensor<float> t, out float tangent, Workspace? w) => Kinks.CosineJvp(x, t, Ones(x), out tangent, w)),
        [0], [0]);

    [Fact]
    public void FakeQuantization_TestsTheRoundedCode() => Rows(new(Kinks.QuantizedGradient, Kinks.QuantizedJvp), new(Kinks.QuantizedGradient, Kinks.QuantizedJvp),
        [25.549, 25.551, -0.049, -0.051, 12], [1, 0, 1, 0, 1]);

    [Fact]
    public void CrossEntropy_WithAllTargetsIgnored_IsZeroWithoutGradient()
    {
        foreach (int n in s_lengths)
        {
            Check<double>(n, Kinks.CrossEntropyGradient, Kinks.CrossEntropyJvp);
            Check<float>(n, Kinks.CrossEntropyGradient, Kinks.CrossEntropyJvp);
        }

        static void Check<T>(int n, LossGradient<T> gradient, LossTangent<T> tangent)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var logits = Tensor<T>.Zeros(3, n);
            var dLogits = Tensor<T>.Zeros(3, n);
            dLogits.Span.Fill(T.NaN);
            var ignored = new Tensor<int>([-1, -1, -1], 0, new TensorShape(3));
            Assert.Equal(T.Zero, gradient(logits, ignored, dLogits, null));
            Assert.All(dLogits.Span.ToArray(), d => Assert.Equal(T.Zero, d));
            Assert.Equal(T.Zero, tangent(logits, Ones(logits), ignored, out var along, null));
            Assert.Equal(T.Zero, along);
        }
    }

    [Fact]
    public void Pow_OfZero_HasNoGradientForTheExponent() => Rows(
        new((x, dX, w) => Kinks.PowerOfBothGradient(Tensor<double>.Zeros(x.Length), x, Twin(x), dX, w),
            (Tensor<double> x, Tensor<double> t, out double tangent, Workspace? w) => Kinks.PowerOfBothJvp(Tensor<double>.Zeros(x.Length), Tensor<double>.Zeros(x.Length), x, t, out tangent, w)),
        new((x, dX, w) => Kinks.PowerOfBothGradient(Tensor<float>.Zeros(x.Length), x, Twin(x), dX, w),
            (Tensor<float> x, Tensor<float> t, out float tangent, Workspace? w) => Kinks.PowerOfBothJvp(Tensor<float>.Zeros(x.Length), Tensor<float>.Zeros(x.Length), x, t, out tangent, w)),
        [1, 2, 3], [0, 0, 0]);

    [Fact]
    public void Pow_OfANegativeBase_IsANumberWhereTheExponentIsInactive() => Rows(
        new((x, dX, w) => Kinks.PowerOfBaseGradient(x, Twos(x), dX, w), (Tensor<double> x, Tensor<double> t, out double tangent, Workspace? w) => Kinks.PowerOfBaseJvp(x, t, Twos(x), out tangent, w)),
        new((x, dX, w) => Kinks.PowerOfBaseGradient(x, Twos(x), dX, w), (Tensor<float> x, Tensor<float> t, out float tangent, Workspace? w) => Kinks.PowerOfBaseJvp(x, t, Twos(x), out tangent, w)),
        [-3, 0, 2], [-6, 0, 4]);

    [Fact]
    public void Pow_OfANegativeBase_IsNotANumberForAnActiveExponent() => Rows(
        new((x, dX, w) => Kinks.PowerOfBothGradient(Negative(x), x, Twin(x), dX, w),
            (Tensor<double> x, Tensor<double> t, out double tangent, Workspace? w) => Kinks.PowerOfBothJvp(Negative(x), Tensor<double>.Zeros(x.Length), x, Ones(x), out tangent, w)),
        new((x, dX, w) => Kinks.PowerOfBothGradient(Negative(x), x, Twin(x), dX, w),
            (Tensor<float> x, Tensor<float> t, out float tangent, Workspace? w) => Kinks.PowerOfBothJvp(Negative(x), Tensor<float>.Zeros(x.Length), x, Ones(x), out tangent, w)),
        [2], [NaN]);

    private delegate T LossGradient<T>(Tensor<T> logits, Tensor<int> targets, Tensor<T> dLogits, Workspace? workspace) where T : unmanaged, System.Numerics.INumber<T>;

    private delegate T LossTangent<T>(Tensor<T> logits, Tensor<T> direction, Tensor<int> targets, out T tangent, Workspace? workspace) where T : unmanaged, System.Numerics.INumber<T>;

    private delegate T Gradient<T>(Tensor<T> x, Tensor<T> dX, Workspace? workspace) where T : unmanaged, System.Numerics.INumber<T>;

    private delegate T Tangent<T>(Tensor<T> x, Tensor<T> direction, out T tangent, Workspace? workspace) where T : unmanaged, System.Numerics.INumber<T>;

    private delegate T GradientOfTwo<T>(Tensor<T> x, Tensor<T> y, Tensor<T> dX, Tensor<T> dY, Workspace? workspace) where T : unmanaged, System.Numerics.INumber<T>;

    private delegate T TangentOfTwo<T>(Tensor<T> x, Tensor<T> dX, Tensor<T> y, Tensor<T> dY, out T tangent, Workspace? workspace) where T : unmanaged, System.Numerics.INumber<T>;

    private sealed record Modes<T>(Gradient<T> Gradient, Tangent<T> Tangent) where T : unmanaged, System.Numerics.INumber<T>;

    /// <summary>Elements and gradients that repeat.</summary>
    private static void Rows(Modes<double> exact, Modes<float> single, double[] x, double[] expected) =>
        Rows(exact, single, (i, _) => x[i % x.Length], (i, _) => expected[i % expected.Length]);

    private static void Rows(Modes<double> exact, Modes<float> single, Func<int, int, double> x, Func<int, int, double> expected)
    {
        foreach (int n in s_lengths)
        {
            Check(exact, n, x, expected, 1e-14);
            Check(single, n, x, expected, 1e-6);
        }
    }

    private static void Check<T>(Modes<T> modes, int n, Func<int, int, double> x, Func<int, int, double> expected, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (at, gradient, direction) = (Vector<T>(n, i => x(i, n)), Vector<T>(n, _ => NaN), Vector<T>(n, i => (i % 5 - 2) * 0.25));
        modes.Gradient(at, gradient, null);
        double tangent = 0;
        for (int i = 0; i < n; i++)
        {
            double want = expected(i, n), have = double.CreateChecked(gradient.Span[i]);
            Assert.True(want.Equals(have) || Math.Abs(want - have) <= tolerance * (1 + Math.Abs(want)), $"{typeof(T).Name}, length {n}: gradient [{i}] is {have:R}, expected {want:R}");
            // A direction of 0 annihilates an infinite derivative, as an adjoint of 0 does.
            double step = double.CreateChecked(direction.Span[i]);
            tangent += step == 0 ? 0 : step * want;
        }
        modes.Tangent(at, direction, out var along, null);
        double value = double.CreateChecked(along);
        Assert.True(tangent.Equals(value) || Math.Abs(tangent - value) <= 10 * tolerance * (1 + Math.Abs(tangent)), $"{typeof(T).Name}, length {n}: tangent {value:R}, expected {tangent:R}");
    }

    private static Tensor<T> Vector<T>(int n, Func<int, double> element)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new([.. Enumerable.Range(0, n).Select(i => T.CreateChecked(element(i)))], 0, new TensorShape(n));

    private static Tensor<T> Twin<T>(Tensor<T> x) where T : unmanaged, System.Numerics.INumber<T> => new(x.Span.ToArray(), 0, new TensorShape(x.Length));

    private static Tensor<T> Ones<T>(Tensor<T> x) where T : unmanaged, INumber<T> => Filled(x, T.One);

    private static Tensor<T> Twos<T>(Tensor<T> x) where T : unmanaged, INumber<T> => Filled(x, T.CreateChecked(2));

    private static Tensor<T> Negative<T>(Tensor<T> x) where T : unmanaged, INumber<T> => Filled(x, -T.One);

    private static Tensor<T> Filled<T>(Tensor<T> like, T value)
        where T : unmanaged, INumber<T>
    {
        var tensor = Tensor<T>.Zeros(like.Shape);
        tensor.Span.Fill(value);
        return tensor;
    }

    /// <summary>Both operands are the same numbers; both gradients have to be equal.</summary>
    private static Gradient<T> BothOf<T>(GradientOfTwo<T> gradient) where T : unmanaged, System.Numerics.INumber<T> => (x, dX, workspace) =>
    {
        var dY = Twin(dX);
        T value = gradient(x, Twin(x), dX, dY, workspace);
        Assert.Equal(dX.Span.ToArray(), dY.Span.ToArray());
        return value;
    };

    /// <summary>The tangent along the first operand.</summary>
    private static Tangent<T> Along<T>(TangentOfTwo<T> tangent) where T : unmanaged, System.Numerics.INumber<T> => (Tensor<T> x, Tensor<T> direction, out T along, Workspace? workspace) =>
        tangent(x, direction, Twin(x), new Tensor<T>(new T[x.Length], 0, new TensorShape(x.Length)), out along, workspace);
}
