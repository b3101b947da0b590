using System.Numerics;

namespace AutoDiff;

/// <summary>
/// Functions of one number that the base class library lacks or computes with cancellation. All are evaluated in double: for narrower types the
/// result is rounded once or, rarely, twice.
/// </summary>
public static partial class SpecialFunctions
{
    /// <summary>log(1 + x), accurate near 0; relative error in double below 4e-16 (Kahan's correction of the rounding of 1 + x).</summary>
    public static T Log1P<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double v = double.CreateTruncating(x), u = 1 + v;
        if (u == 1) return x;
        return T.CreateTruncating(double.IsInfinity(u) ? Math.Log(u) : Math.Log(u) * (v / (u - 1)));
    }

    /// <summary>exp(x) - 1, accurate near 0; relative error in double below 5e-16 (Kahan's correction of the rounding of exp).</summary>
    public static T ExpM1<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double v = double.CreateTruncating(x);
        if (Math.Abs(v) > 1) return T.CreateTruncating(Math.Exp(v) - 1);
        double u = Math.Exp(v);
        return u == 1 ? x : T.CreateTruncating((u - 1) * (v / Math.Log(u)));
    }

    /// <summary>1 / (1 + exp(-x)), also where exp(-x) overflows.</summary>
    public static T Sigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double v = double.CreateTruncating(x), e = Math.Exp(-Math.Abs(v));
        return T.CreateTruncating((v >= 0 ? 1 : e) / (1 + e));
    }

    /// <summary>log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)).</summary>
    public static T Softplus<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double v = double.CreateTruncating(x);
        return T.CreateTruncating(Math.Max(v, 0) + Log1P(Math.Exp(-Math.Abs(v))));
    }

    /// <summary>log(sigmoid(x)) = -softplus(-x).</summary>
    public static T LogSigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => -Softplus(-x);

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    public static T Sign<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x > T.Zero ? T.One : x < T.Zero ? -T.One : x == T.Zero ? T.Zero : x;
}
