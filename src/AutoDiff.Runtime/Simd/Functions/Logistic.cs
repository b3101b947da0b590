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
        V e = Exponential.ExpOfAtMost<V, T>(-V.Abs(x));
        return V.Select(V.LessThan(x, V.Zero), e, one) / (one + e);
    }

    /// <summary>t / (t + 2) with t = expm1(2|x|), and the sign of x. 1 to the last bit from 9.1 (float), 20 (double) on.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Tanh<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.AtMost(V.Abs(x), V.Constant(9.1f, 20.0));
        V t = Exponential.ExpM1OfPositive<V, T>(magnitude + magnitude);
        return V.Or(t / (t + V.Constant(2)), V.And(x, V.Broadcast(T.NegativeZero)));
    }

    /// <summary>max(x, 0) + log1p(exp(-|x|)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Softplus<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.AtLeast(x, V.Zero) + Logarithm.Log1POfUnit<V, T>(Exponential.ExpOfAtMost<V, T>(-V.Abs(x)));

    /// <summary>-softplus(-x) = min(x, 0) - log1p(exp(-|x|)).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogSigmoid<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.AtMost(x, V.Zero) - Logarithm.Log1POfUnit<V, T>(Exponential.ExpOfAtMost<V, T>(-V.Abs(x)));
}
