namespace AutoDiff.Preprocessing;

/// <summary>The power transform of Yeo and Johnson (2000), for numbers of any sign, and the power that makes numbers most nearly normal.</summary>
public static class YeoJohnson
{
    // Powers beyond this are no sign of skewness but of a few outliers.
    private const double LargestPower = 20, Golden = 0.6180339887498949, Precision = 1e-10;

    /// <summary>((x + 1)^λ - 1) / λ from 0 upwards, else -((1 - x)^(2 - λ) - 1) / (2 - λ); logarithms where the power is 0.</summary>
    public static double Transform(double x, double lambda) =>
        x >= 0 ? Power(x, lambda) : -Power(-x, 2 - lambda);

    /// <summary>The number whose transform is z; NaN where there is none.</summary>
    public static double Inverse(double z, double lambda) =>
        z >= 0 ? Root(z, lambda) : -Root(-z, 2 - lambda);

    // ((1 + x)^power - 1) / power = expm1(power log1p(x)) / power, without cancellation for small x or power.
    private static double Power(double x, double power)
    {
        double logarithm = SpecialFunctions.Log1P(x);
        return Math.Abs(power) < 1e-14 ? logarithm : SpecialFunctions.ExpM1(power * logarithm) / power;
    }

    private static double Root(double z, double power) =>
        Math.Abs(power) < 1e-14 ? SpecialFunctions.ExpM1(z) : SpecialFunctions.ExpM1(SpecialFunctions.Log1P(z * power) / power);

    /// <summary>The λ of the largest likelihood, by golden section between -20 and 20; 1 for numbers without spread.</summary>
    internal static double BestPower(WeightedSample sample)
    {
        if (sample.Numbers.Length == 0 || sample.Numbers[0] == sample.Numbers[^1]) return 1;
        double low = -LargestPower, high = LargestPower;
        double left = high - Golden * (high - low), right = low + Golden * (high - low);
        double atLeft = LogLikelihood(sample, left), atRight = LogLikelihood(sample, right);
        while (high - low > Precision * Math.Max(1, Math.Abs(low)))
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Golden * (high - low);
                atLeft = LogLikelihood(sample, left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Golden * (high - low);
                atRight = LogLikelihood(sample, right);
            }
        }
        return (low + high) / 2;
    }

    /// <summary>-n/2 log Var(transformed) + (λ - 1) Σ sign(x) log1p|x|, for n numbers.</summary>
    private static double LogLikelihood(WeightedSample sample, double lambda)
    {
        double total = 0, jacobian = 0;
        for (int i = 0; i < sample.Numbers.Length; i++)
        {
            double x = sample.Numbers[i];
            total += sample.Weights[i];
            jacobian += sample.Weights[i] * Math.CopySign(SpecialFunctions.Log1P(Math.Abs(x)), x);
        }
        double variance = Moments(sample, lambda).Variance;
        return variance > 0 && double.IsFinite(variance) ? -total / 2 * Math.Log(variance) + (lambda - 1) * jacobian : double.NegativeInfinity;
    }

    /// <summary>Mean and variance of the transformed numbers.</summary>
    internal static (double Mean, double Variance) Moments(WeightedSample sample, double lambda)
    {
        double total = 0, mean = 0, squares = 0;
        for (int i = 0; i < sample.Numbers.Length; i++)
        {
            double z = Transform(sample.Numbers[i], lambda), weight = sample.Weights[i], difference = z - mean;
            total += weight;
            mean += difference * (weight / total);
            squares += weight * difference * (z - mean);
        }
        return (mean, total > 0 ? squares / total : 0);
    }
}
