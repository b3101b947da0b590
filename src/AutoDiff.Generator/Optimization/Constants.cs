using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>The value of an operator for literal operands, where folding in double gives what evaluation would have given.</summary>
internal static class Constants
{
    public static double? Fold(Operator op, double[] x) => op switch
    {
        Operator.Negate => -x[0],
        Operator.Abs => Math.Abs(x[0]),
        Operator.Sqrt => Math.Sqrt(x[0]),
        Operator.Reciprocal => 1 / x[0],
        Operator.Square => x[0] * x[0],
        Operator.Exp => Math.Exp(x[0]),
        Operator.Log => Math.Log(x[0]),
        Operator.Add or Operator.Accumulate => x[0] + x[1],
        Operator.Subtract => x[0] - x[1],
        Operator.Multiply => x[0] * x[1],
        Operator.MaskedMultiply => x[0] == 0 ? 0 : x[0] * x[1],
        Operator.Divide => x[0] / x[1],
        Operator.Power => Math.Pow(x[0], x[1]),
        Operator.Less => Truth(x[0] < x[1]),
        Operator.LessOrEqual => Truth(x[0] <= x[1]),
        Operator.Greater => Truth(x[0] > x[1]),
        Operator.GreaterOrEqual => Truth(x[0] >= x[1]),
        Operator.Equal => Truth(x[0] == x[1]),
        Operator.NotEqual => Truth(x[0] != x[1]),
        Operator.And => Truth(x[0] != 0 && x[1] != 0),
        Operator.Or => Truth(x[0] != 0 || x[1] != 0),
        Operator.Not => Truth(x[0] == 0),
        Operator.ToReal or Operator.StopGradient => x[0],
        Operator.IntAdd => Integer(x[0] + x[1]),
        Operator.IntSubtract => Integer(x[0] - x[1]),
        Operator.IntMultiply => Integer(x[0] * x[1]),
        Operator.IntDivide when x[1] != 0 => Integer(Math.Truncate(x[0] / x[1])),
        Operator.IntRemainder when x[1] != 0 => Integer(x[0] - x[1] * Math.Truncate(x[0] / x[1])),
        Operator.IntMinimum => Math.Min(x[0], x[1]),
        Operator.IntMaximum => Math.Max(x[0], x[1]),
        Operator.ToInt => Integer(Math.Truncate(x[0])),
        _ => null,
    };

    /// <summary>What overflows is left to the program, whose project says whether that is an error. An integer has no negative zero.</summary>
    private static double? Integer(double value) => value is >= int.MinValue and <= int.MaxValue ? value + 0.0 : null;

    private static double Truth(bool condition) => condition ? 1 : 0;
}
