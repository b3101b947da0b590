namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>The value of each pointwise operator.</summary>
internal static class Pointwise
{
    public static double Apply(Operator op, double[] x) => op switch
    {
        Operator.Negate => -x[0],
        Operator.Exp => Math.Exp(x[0]),
        Operator.Log => Math.Log(x[0]),
        Operator.Log1P => double.LogP1(x[0]),
        Operator.ExpM1 => double.ExpM1(x[0]),
        Operator.Sqrt => Math.Sqrt(x[0]),
        Operator.ReciprocalSqrt => 1 / Math.Sqrt(x[0]),
        Operator.Reciprocal => 1 / x[0],
        Operator.Square => x[0] * x[0],
        Operator.Tanh => Math.Tanh(x[0]),
        Operator.Sigmoid => Sigmoid(x[0]),
        Operator.Softplus => Softplus(x[0]),
        Operator.LogSigmoid => -Softplus(-x[0]),
        Operator.Erf => Erf(x[0]),
        Operator.Abs => Math.Abs(x[0]),
        Operator.Sign => double.IsNaN(x[0]) ? x[0] : Math.Sign(x[0]),
        Operator.Sin => Math.Sin(x[0]),
        Operator.Cos => Math.Cos(x[0]),
        Operator.Round => Math.Round(x[0], MidpointRounding.ToEven),
        Operator.Floor => Math.Floor(x[0]),
        Operator.Ceiling => Math.Ceiling(x[0]),
        Operator.Truncate => Math.Truncate(x[0]),
        Operator.Add or Operator.Accumulate or Operator.IntAdd => x[0] + x[1],
        Operator.Subtract or Operator.IntSubtract => x[0] - x[1],
        Operator.Multiply or Operator.IntMultiply => x[0] * x[1],
        Operator.Divide => x[0] / x[1],
        Operator.IntDivide => (int)x[0] / (int)x[1],
        Operator.IntRemainder => (int)x[0] % (int)x[1],
        Operator.ToInt => Math.Truncate(x[0]),
        Operator.Power => Math.Pow(x[0], x[1]),
        Operator.Minimum or Operator.IntMinimum => Math.Min(x[0], x[1]),
        Operator.Maximum or Operator.IntMaximum => Math.Max(x[0], x[1]),
        Operator.Atan2 => Math.Atan2(x[0], x[1]),
        Operator.MaskedMultiply => x[0] == 0 ? 0 : x[0] * x[1],
        Operator.Clamp => Math.Min(Math.Max(x[0], x[1]), x[2]),
        Operator.Less => Truth(x[0] < x[1]),
        Operator.LessOrEqual => Truth(x[0] <= x[1]),
        Operator.Greater => Truth(x[0] > x[1]),
        Operator.GreaterOrEqual => Truth(x[0] >= x[1]),
        Operator.Equal => Truth(x[0] == x[1]),
        Operator.NotEqual => Truth(x[0] != x[1]),
        Operator.And => Truth(x[0] != 0 && x[1] != 0),
        Operator.Or => Truth(x[0] != 0 || x[1] != 0),
        Operator.Not => Truth(x[0] == 0),
        Operator.Select => x[0] != 0 ? x[1] : x[2],
        Operator.ToReal or Operator.StopGradient or Operator.StraightThrough or Operator.ScaleGradient => x[0],
        _ => throw new NotSupportedException(op.ToString()),
    };

    private static double Truth(bool condition) => condition ? 1 : 0;

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Softplus(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));

    /// <summary>The error function by its Taylor series: exact enough for the arguments that tests use.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; n < 400 && Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
