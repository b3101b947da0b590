namespace AutoDiff.Models.Objectives;

/// <summary>The logarithm of the gamma function at halves of whole numbers, which is where a Wishart distribution needs it.</summary>
internal static class LogGamma
{
    /// <summary>ln Γ(n/2), from Γ(½) = √π, Γ(1) = 1 and Γ(a + 1) = a Γ(a).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive.</exception>
    public static double OfHalf(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        bool isWhole = n % 2 == 0;
        double result = isWhole ? 0 : 0.5 * Math.Log(Math.PI);
        for (double a = isWhole ? 1 : 0.5; a < 0.5 * n; a++) result += Math.Log(a);
        return result;
    }
}
