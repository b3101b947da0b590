using System.Numerics;

namespace AutoDiff;

public static partial class SpecialFunctions
{
    // Below, 1 - erf(x) loses at most one bit to cancellation.
    private const double ComplementStart = 0.5;

    /// <summary>
    /// 1 - erf(x) without cancellation: relative error in double below 1e-14, also where the result is tiny (erfc(10) = 2.1e-45).
    /// Continued fraction: Abramowitz and Stegun 7.1.14.
    /// </summary>
    public static T Erfc<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double v = double.CreateTruncating(x);
        if (double.IsNaN(v)) return x;
        if (v < ComplementStart) return T.CreateTruncating(1 - Erf(v));
        if (v >= SeriesLimit) return T.CreateTruncating(v > 30 ? 0 : Complement(v));
        // The fraction converges the slower the smaller x is; 60 terms suffice at 2.5.
        double fraction = v;
        for (int k = (int)(800 / (v * v)); k > 0; k--) fraction = v + k * 0.5 / fraction;
        return T.CreateTruncating(OneOverRootPi * ExpOfMinusSquare(v) / fraction);
    }
}
