using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>Pointwise operators on vectors of any width; a truth value is a mask.</summary>
internal static class VectorOperators
{
    /// <param name="outlined">Functions are called and not inlined; see <see cref="FunctionWeight"/>.</param>
    public static Code Emit(Operator op, IReadOnlyList<Code> a, bool outlined = false) => op switch
    {
        Operator.Power when outlined => Code.Call("Outlined.Pow<V, T>", a[0], a[1]),
        _ when outlined && FunctionWeight.Of(op) > 0 => Code.Call($"Outlined.{op}<V, T>", a.ToArray()),
        Operator.Negate => Code.Unary("-", a[0]),
        Operator.Add => Code.Binary(a[0], "+", a[1], Precedence.Additive),
        Operator.Subtract => Code.Binary(a[0], "-", a[1], Precedence.Additive),
        Operator.Multiply => Code.Binary(a[0], "*", a[1], Precedence.Multiplicative),
        Operator.Divide => Code.Binary(a[0], "/", a[1], Precedence.Multiplicative),
        Operator.Power => Code.Call("V.Pow", a[0], a[1]),
        Operator.Minimum => Code.Call("V.Min", a[0], a[1]),
        Operator.Maximum => Code.Call("V.Max", a[0], a[1]),
        Operator.Less => Code.Call("V.LessThan", a[0], a[1]),
        Operator.LessOrEqual => Code.Call("V.LessThanOrEqual", a[0], a[1]),
        Operator.Greater => Code.Call("V.GreaterThan", a[0], a[1]),
        Operator.GreaterOrEqual => Code.Call("V.GreaterThanOrEqual", a[0], a[1]),
        Operator.StopGradient or Operator.StraightThrough or Operator.ScaleGradient => a[0],
        // Exp, Log, Equal, And, Select, MaskedMultiply, ...: the vector operation has the operator's name.
        _ => Code.Call("V." + op, a.ToArray()),
    };
}
