using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>atan2: the arc tangent of the smaller coordinate over the larger, then moved to its octant.</summary>
/// <remarks>Coefficients: minimax fits (Remez exchange) of (atan(q)/q - 1)/q^2 in q^2 from 0 to 1.</remarks>
internal static class ArcTangent
{
    [MethodImpl(AggressiveInlining)]
    public static V Atan2<V, T>(V y, V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1), signBit = V.Broadcast(T.NegativeZero);
        V absX = V.Abs(x), absY = V.Abs(y);
        V small = V.Min(absX, absY), large = V.Max(absX, absY);

        // 0/0 and infinity/infinity have limits along the axes and the diagonals.
        V ratio = V.Select(V.Equal(small, large), V.And(V.NotEqual(large, V.Zero), one), small / large);
        V z = ratio * ratio;
        V angle = V.Fma(ratio * z, Odd<V, T>(z), ratio);

        // a, pi/2 - a, pi/2 + a, pi - a by octant: where to start, in two parts, and which way to turn.
        V steep = V.GreaterThan(absY, absX);
        V left = V.LessThan(V.Or(V.And(x, signBit), one), V.Zero);
        V quarterTurn = V.Constant(1.57079637f, 1.5707963267948966), quarterLow = V.Constant(-4.37113883e-8f, 6.123233995736766e-17);
        V halfTurn = V.Constant(3.14159274f, 3.141592653589793), halfLow = V.Constant(-8.74227766e-8f, 1.2246467991473532e-16);
        V start = V.Select(steep, quarterTurn, V.And(left, halfTurn));
        V startLow = V.Select(steep, quarterLow, V.And(left, halfLow));
        V turn = V.And(V.Xor(steep, left), signBit);
        V magnitude = start + (V.Xor(angle, turn) + startLow);
        return V.Or(magnitude, V.And(y, signBit));
    }

    /// <summary>(atan(q)/q - 1)/q^2 in z = q^2, error below 2^-28 (float), 2^-57 (double).</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Odd<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V z2 = z * z;
            V even = V.Constant(-0.00179758191f);
            even = V.Horner(even, z2, -0.0311810803f);
            even = V.Horner(even, z2, -0.0840172768f);
            even = V.Horner(even, z2, -0.142640427f);
            even = V.Horner(even, z2, -0.333332986f);
            V odd = V.Constant(0.0109246848f);
            odd = V.Horner(odd, z2, 0.057944376f);
            odd = V.Horner(odd, z2, 0.109513156f);
            odd = V.Horner(odd, z2, 0.199985296f);
            return V.Fma(odd, z, even);
        }
        else
        {
            V z2 = z * z;
            V even = V.Constant(-0.0001522129504960412);
            even = V.Horner(even, z2, -0.0028856332480256563);
            even = V.Horner(even, z2, -0.013902641149829847);
            even = V.Horner(even, z2, -0.029905794953866263);
            even = V.Horner(even, z2, -0.042192448038525746);
            even = V.Horner(even, z2, -0.052535269047112976);
            even = V.Horner(even, z2, -0.06666404428493117);
            even = V.Horner(even, z2, -0.09090907007874992);
            even = V.Horner(even, z2, -0.1428571428258832);
            even = V.Horner(even, z2, -0.3333333333333307);
            V odd = V.Constant(1.3230182567189021e-05);
            odd = V.Horner(odd, z2, 0.0008315679401834819);
            odd = V.Horner(odd, z2, 0.0071979313489980625);
            odd = V.Horner(odd, z2, 0.02198714121647779);
            odd = V.Horner(odd, z2, 0.03664318731603521);
            odd = V.Horner(odd, z2, 0.047223487971271856);
            odd = V.Horner(odd, z2, 0.05880529836323674);
            odd = V.Horner(odd, z2, 0.07692279889643733);
            odd = V.Horner(odd, z2, 0.11111111007347463);
            odd = V.Horner(odd, z2, 0.19999999999951754);
            return V.Fma(odd, z, even);
        }
    }
}
