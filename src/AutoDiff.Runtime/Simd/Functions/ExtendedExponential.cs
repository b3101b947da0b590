using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>exp of a product with a two-word factor.</summary>
internal static class ExtendedExponential
{
    /// <summary>exp(y (high + low)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V, T>(V high, V low, V y) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        V limit = V.Constant(110f, 760.0);
        V product = y * high;

        // Out of range the result is 0 or infinity and the second word means nothing.
        V productLow = V.SelectLess(V.Abs(product), limit, y * low - V.Fnma(y, high, product), V.Zero);
        product = V.AtLeast(V.AtMost(product, limit), -limit);

        V n = Exponential.Multiple<V, T>(product);
        V r = V.Fma(n, V.Constant(-0.693147182f, -0.6931471805599453), product);
        V step = V.Fma(n, V.Constant(1.90465421e-9f, -2.3190468138462996e-17), productLow);
        V reduced = r + step;
        V reducedLow = step - (reduced - r);

        // 1 + r in two words, so that the last addition is the only large rounding.
        V sum = one + reduced;
        V sumLow = reduced - (sum - one) + reducedLow;
        return V.Scale(sum + V.Fma(reduced * reduced, Exponential.Quadratic<V, T>(reduced), sumLow), n);
    }
}
