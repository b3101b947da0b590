namespace AutoDiff.Generator.Ir;

/// <summary>What the passes know of each operator apart from its derivative.</summary>
public static class Operators
{
    /// <summary>The types of the operands; null where any type may stand (all of them the same).</summary>
    public static ElementType?[] OperandTypes(Operator op) => op switch
    {
        Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Power or Operator.Minimum or Operator.Maximum
            or Operator.Atan2 or Operator.MaskedMultiply or Operator.Accumulate or Operator.StraightThrough or Operator.ScaleGradient => [ElementType.Real, ElementType.Real],
        Operator.Clamp => [ElementType.Real, ElementType.Real, ElementType.Real],
        Operator.Less or Operator.LessOrEqual or Operator.Greater or Operator.GreaterOrEqual or Operator.Equal or Operator.NotEqual => [null, null],
        Operator.And or Operator.Or => [ElementType.Bool, ElementType.Bool],
        Operator.Not => [ElementType.Bool],
        Operator.Select => [ElementType.Bool, null, null],
        Operator.ToReal => [null],
        Operator.IntAdd or Operator.IntSubtract or Operator.IntMultiply or Operator.IntDivide or Operator.IntRemainder or Operator.IntMinimum
            or Operator.IntMaximum => [ElementType.Int, ElementType.Int],
        _ => [ElementType.Real],
    };

    /// <summary>Whether the two operands may change places.</summary>
    public static bool IsCommutative(Operator op) => op is Operator.Add or Operator.Accumulate or Operator.Multiply or Operator.Minimum or Operator.Maximum
        or Operator.Equal or Operator.NotEqual or Operator.And or Operator.Or or Operator.IntAdd or Operator.IntMultiply or Operator.IntMinimum or Operator.IntMaximum;

    /// <summary>Whether one evaluation costs about ten additions or more.</summary>
    public static bool IsTranscendental(Operator op) => op is Operator.Exp or Operator.Log or Operator.Log1P or Operator.ExpM1 or Operator.Tanh or Operator.Sigmoid
        or Operator.Softplus or Operator.LogSigmoid or Operator.Erf or Operator.Sin or Operator.Cos or Operator.Power or Operator.Atan2
        or Operator.ReciprocalSqrt;
}
