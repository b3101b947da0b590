using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>Pointwise operators on single numbers, integers and truth values.</summary>
internal static class ScalarOperators
{
    public static Code Emit(Operator op, IReadOnlyList<Code> a, string type) => op switch
    {
        Operator.Negate => Code.Unary("-", a[0]),
        Operator.Add or Operator.IntAdd => Code.Binary(a[0], "+", a[1], Precedence.Additive),
        Operator.Subtract or Operator.IntSubtract => Code.Binary(a[0], "-", a[1], Precedence.Additive),
        Operator.Multiply or Operator.IntMultiply => Code.Binary(a[0], "*", a[1], Precedence.Multiplicative),
        Operator.Divide => Code.Binary(a[0], "/", a[1], Precedence.Multiplicative),
        Operator.IntDivide => Code.Binary(a[0], "/", a[1], Precedence.Multiplicative),
        Operator.IntRemainder => Code.Binary(a[0], "%", a[1], Precedence.Multiplicative),
        Operator.IntMinimum => Code.Call("global::System.Math.Min", a[0], a[1]),
        Operator.IntMaximum => Code.Call("global::System.Math.Max", a[0], a[1]),
        Operator.ToInt => type is "float" or "double" ? Code.Unary("(int)", a[0]) : Code.Call("int.CreateTruncating", a[0]),
        Operator.Less => Code.Binary(a[0], "<", a[1], Precedence.Relational),
        Operator.LessOrEqual => Code.Binary(a[0], "<=", a[1], Precedence.Relational),
        Operator.Greater => Code.Binary(a[0], ">", a[1], Precedence.Relational),
        Operator.GreaterOrEqual => Code.Binary(a[0], ">=", a[1], Precedence.Relational),
        Operator.Equal => Code.Binary(a[0], "==", a[1], Precedence.Relational),
        Operator.NotEqual => Code.Binary(a[0], "!=", a[1], Precedence.Relational),
        Operator.And => Code.Binary(a[0], "&", a[1], Precedence.And),
        Operator.Or => Code.Binary(a[0], "|", a[1], Precedence.Or),
        Operator.Not => Code.Unary("!", a[0]),
        Operator.Select => Code.Conditional(a[0], a[1], a[2]),
        Operator.StopGradient or Operator.StraightThrough or Operator.ScaleGradient => a[0],
        Operator.MaskedMultiply => Code.Call(RuntimeApi.Masked + ".Multiply", a[0], a[1]),
        Operator.Power => Code.Call(RuntimeApi.Ops + ".Pow", a[0], a[1]),
        _ => Code.Call($"{RuntimeApi.Ops}.{op}", a.ToArray()),
    };
}
