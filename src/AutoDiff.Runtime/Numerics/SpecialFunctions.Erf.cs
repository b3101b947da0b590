using System.Numerics;

namespace AutoDiff;

public static partial class SpecialFunctions
{
    // Below, the series has all its terms positive and needs at most 60; above, the continued fraction needs at most 60.
    private const double SeriesLimit = 2.5;

    // erf(x) rounds to 1 from here on.
    private const double Saturation = 6;

    private const double TwoOverRootPi = 1.1283791670955126, OneOverRootPi = 0.56418958354775628;

    /// <summary>
    /// The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x; relative error in double below 1e-15.
    /// Series and continued fraction: Abramowitz and Stegun 7.1.6 and 7.1.14.
    /// </summary>
    public static T Erf<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double v = double.CreateTruncating(x), a = Math.Abs(v);
        double erf = a < SeriesLimit ? Series(a) : a < Saturation ? 1 - Complement(a) : 1;
        return double.IsNaN(v) ? x : T.CreateTruncating(Math.CopySign(erf, v));
    }

    // 2/sqrt(pi) exp(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + ...)
    private static double Series(double x)
    {
        double term = x, sum = x, square = x * x;
        for (int odd = 3; term > sum * 1e-17; odd += 2)
        {
            term *= 2 * square / odd;
            sum += term;
        }
        return TwoOverRootPi * ExpOfMinusSquare(x) * sum;
    }

    // erfc(x) = exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), from the innermost term out.
    private static double Complement(double x)
    {
        double fraction = x;
        for (int k = 60; k > 0; k--) fraction = x + k * 0.5 / fraction;
        return OneOverRootPi * ExpOfMinusSquare(x) / fraction;
    }

    // The rounding of x^2 would be magnified by x^2 in its exponential; the fused product recovers it.
    private static double ExpOfMinusSquare(double x)
    {
        double square = x * x, rest = Math.FusedMultiplyAdd(x, x, -square);
        return Math.Exp(-square) * (1 - rest);
    }
}
