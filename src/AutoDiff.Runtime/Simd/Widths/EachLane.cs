using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Functions one lane at a time.</summary>
internal static class EachLane
{
    public static TVector Map<TVector>(TVector x, Func<double, double> f) where TVector : struct
    {
        if (IsSingle<TVector>())
        {
            for (int k = 0; k < Unsafe.SizeOf<TVector>() / sizeof(float); k++)
                Lane<TVector, float>(ref x, k) = (float)f(Lane<TVector, float>(ref x, k));
        }
        else
        {
            for (int k = 0; k < Unsafe.SizeOf<TVector>() / sizeof(double); k++)
                Lane<TVector, double>(ref x, k) = f(Lane<TVector, double>(ref x, k));
        }

        return x;
    }

    public static TVector Map<TVector>(TVector x, TVector y, Func<double, double, double> f) where TVector : struct
    {
        if (IsSingle<TVector>())
        {
            for (int k = 0; k < Unsafe.SizeOf<TVector>() / sizeof(float); k++)
                Lane<TVector, float>(ref x, k) = (float)f(Lane<TVector, float>(ref x, k), Lane<TVector, float>(ref y, k));
        }
        else
        {
            for (int k = 0; k < Unsafe.SizeOf<TVector>() / sizeof(double); k++)
                Lane<TVector, double>(ref x, k) = f(Lane<TVector, double>(ref x, k), Lane<TVector, double>(ref y, k));
        }

        return x;
    }

    public static double Exp(double x) => Math.Exp(x);
    public static double ExpM1(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 : Math.Exp(x) - 1;
    public static double Log(double x) => Math.Log(x);
    public static double Log1P(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    public static double Tanh(double x) => Math.Tanh(x);
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
    public static double LogSigmoid(double x) => -Softplus(-x);
    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    // Maclaurin series near 0, continued fraction of erfc beyond.
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a > 6) return Math.Sign(x);
        if (a < 2.5)
        {
            double term = x, sum = x;
            for (int k = 1; k < 60; k++)
            {
                term *= -x * x / k;
                sum += term / (2 * k + 1);
            }

            return sum * 2 / Math.Sqrt(Math.PI);
        }

        double fraction = a;
        for (int k = 60; k > 0; k--) fraction = a + k / 2.0 / fraction;
        return Math.Sign(x) * (1 - Math.Exp(-a * a) / (fraction * Math.Sqrt(Math.PI)));
    }

    public static double Sin(double x) => Math.Sin(x);
    public static double Cos(double x) => Math.Cos(x);

    private static bool IsSingle<TVector>() => typeof(TVector).GetGenericArguments()[0] == typeof(float);

    private static ref T Lane<TVector, T>(ref TVector vector, int lane) where TVector : struct where T : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<TVector, T>(ref vector), lane);
}
