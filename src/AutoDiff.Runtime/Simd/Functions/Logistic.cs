using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>tanh, the logistic function, and its logarithms, from exp(-|x|): nothing overflows, and tails keep their digits.</summary>
internal static class Logistic
{
    /// <summary>1 / (1 + e) for x at least 0, e / (1 + e) below, with e = exp(-|x|).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sigmoid<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        V e = Exponential.ExpOfAtMost<V, T>(Below<V, T>(x));
        V quotient = V.SelectLess(x, V.Zero, e, one) / (one + e);

        // q = e/(1 + e) is also e - e q, which damps the rounding errors of q where it is small.
        return V.SelectLess(x, V.Constant(-1.2), V.Fnma(e, quotient, e), quotient);
    }

    /// <summary>t / (t + 2) with t = expm1(2|x|), and the sign of x. 1 to the last bit from 9.1 (float), 20 (double) on.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Tanh<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.AtMost(V.Abs(x), V.Constant(9.1f, 20.0));
        V t = Exponential.ExpM1OfPositive<V, T>(magnitude + magnitude);
        V quotient = t / (t + V.Constant(2));

        // With h = t/2, q = h/(1 + h) is also h - h q: as above.
        V half = t * V.Constant(0.5);
        V result = V.SelectLess(half, V.Constant(0.4), V.Fnma(half, quotient, half), quotient);
        return V.Or(result, V.And(x, V.Broadcast(T.NegativeZero)));
    }

    /// <summary>max(x, 0) + log1p(exp(-|x|)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Softplus<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.AtLeast(x, V.Zero) + Logarithm.Log1POfUnit<V, T>(Exponential.ExpOfAtMost<V, T>(Below<V, T>(x)));

    /// <summary>-softplus(-x) = min(x, 0) - log1p(exp(-|x|)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogSigmoid<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.AtMost(x, V.Broadcast(T.NegativeZero)) - Logarithm.Log1POfUnit<V, T>(Exponential.ExpOfAtMost<V, T>(Below<V, T>(x)));

    /// <summary>-|x|: the sign bit set.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Below<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Or(x, V.Broadcast(T.NegativeZero));
}
