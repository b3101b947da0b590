using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>
/// pow: exp(y log|x|) with log|x| in two words, so that the error of the product stays below the last bit of the result.
/// </summary>
internal static class Power
{
    [MethodImpl(AggressiveInlining)]
    public static V Pow<V, T>(V x, V y) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1), infinity = V.Broadcast(T.PositiveInfinity), signBit = V.Broadcast(T.NegativeZero);
        V magnitude = V.Abs(x);
        V result = ExtendedExponential.Exp<V, T>(ExtendedLogarithm.Log<V, T>(magnitude, out V low), low, y);

        // 0 and infinity to any power; 1 to an infinite power.
        V zero = V.Equal(magnitude, V.Zero);
        V edge = V.Or(zero, V.Equal(magnitude, infinity));
        V edgeValue = V.And(V.Not(V.Xor(zero, V.LessThan(y, V.Zero))), infinity);
        result = V.Select(edge, edgeValue, result);
        result = V.SelectEqual(magnitude, one, one, result);

        // Negative numbers: the sign of an odd power; no real number for a fraction.
        V negative = V.LessThan(V.Or(V.And(x, signBit), one), V.Zero);
        V whole = V.Equal(V.Truncate(y), y);
        V half = y * V.Constant(0.5);
        V odd = V.And(whole, V.NotEqual(V.Truncate(half), half));
        result = V.Xor(result, V.And(V.And(negative, odd), signBit));
        V undefined = V.And(V.And(negative, V.Not(edge)), V.Not(whole));
        result = V.Select(undefined, V.Broadcast(T.NaN), result);

        // NaN, except that 1 to any power and any number to the power 0 are 1.
        V sum = x + y;
        result = V.SelectEqual(x, x, V.SelectEqual(y, y, result, sum), sum);
        result = V.SelectEqual(y, V.Zero, one, result);
        return V.SelectEqual(x, one, one, result);
    }
}
