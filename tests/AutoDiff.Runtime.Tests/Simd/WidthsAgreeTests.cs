using System.Numerics;

namespace AutoDiff.Tests.SimdTests;

public class WidthsAgreeTests
{
    public static TheoryData<string> UnaryOperations => [.. Elementwise.Unary];

    public static TheoryData<string> BinaryOperations => [.. Elementwise.Binary];

    public static TheoryData<string> TernaryOperations => [.. Elementwise.Ternary];

    [Theory, MemberData(nameof(UnaryOperations))]
    public void UnaryOperation_GivesTheSameBitsAtEveryWidth(string operation)
    {
        Agree(operation, Samples.Mixed<float>(1027, 1));
        Agree(operation, Samples.Mixed<double>(1027, 2));
    }

    [Theory, MemberData(nameof(BinaryOperations))]
    public void BinaryOperation_GivesTheSameBitsAtEveryWidth(string operation)
    {
        (float[] x, float[] y) = Samples.Pairs<float>();
        Agree(operation, x, y);
        Agree(operation, Samples.Mixed<float>(527, 3), [.. Samples.Mixed<float>(527, 4).Reverse()]);
        (double[] u, double[] v) = Samples.Pairs<double>();
        Agree(operation, u, v);
        Agree(operation, Samples.Mixed<double>(527, 5), [.. Samples.Mixed<double>(527, 6).Reverse()]);
    }

    [Theory, MemberData(nameof(TernaryOperations))]
    public void TernaryOperation_GivesTheSameBitsAtEveryWidth(string operation)
    {
        (float[] x, float[] y) = Samples.Pairs<float>();
        Agree(operation, x, y, [.. x.Reverse()]);
        (double[] u, double[] v) = Samples.Pairs<double>();
        Agree(operation, u, v, [.. u.Reverse()]);
    }

    [Theory, InlineData("Sigmoid"), InlineData("Pow"), InlineData("Add")]
    public void EveryLength_GivesTheBitsOfTheScalarForm(string operation)
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] x = [.. Samples.Mixed<float>(400, 7).Skip(100).Take(length)], y = [.. x.Reverse()];
            Agree(operation, x, y);
        }
    }

    private static void Agree<T>(string operation, T[] x, T[]? y = null, T[]? z = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] expected = Elementwise.Apply<Scalar<T>, T>(operation, x, y, z);
        Same("128", Elementwise.Apply<Simd128<T>, T>(operation, x, y, z));
        Same("256", Elementwise.Apply<Simd256<T>, T>(operation, x, y, z));
        Same("512", Elementwise.Apply<Simd512<T>, T>(operation, x, y, z));
        Same("4 x 256", Elementwise.Apply<Unrolled4<Simd256<T>, T>, T>(operation, x, y, z));

        void Same(string width, T[] actual)
        {
            for (int k = 0; k < x.Length; k++)
            {
                Assert.True(Samples.SameBits(expected[k], actual[k]),
                    $"{operation}, {width} bits of {typeof(T).Name}, x = {x[k]}, y = {(y ?? x)[k]}: {actual[k]}, the scalar form gives {expected[k]}");
            }
        }
    }
}
