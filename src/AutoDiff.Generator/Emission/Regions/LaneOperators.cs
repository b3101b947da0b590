using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>
/// Operators on tangents of several directions, one vector where a tangent of one direction is a number. Tangents are linear: they are added, scaled by
/// numbers and selected, nothing else.
/// </summary>
internal static class LaneOperators
{
    /// <summary>The type parameter that stands for the vector.</summary>
    public const string Vector = "V";

    public static bool IsSupported(Operator op) => op is Operator.Negate or Operator.Add or Operator.Accumulate or Operator.Subtract or Operator.Multiply or Operator.MaskedMultiply
        or Operator.Divide or Operator.Select or Operator.ScaleGradient or Operator.StopGradient or Operator.StraightThrough;

    /// <summary>A number beside tangents is the same in each direction.</summary>
    public static Code Operand(Value value, Code code) => value.Type == ElementType.Real ? Code.Call(Vector + ".Broadcast", code) : code;

    public static Code Constant(double number, string type) => Code.Primary(number == 0 ? Vector + ".Zero" : $"{Vector}.Broadcast({Literals.Real(number, type)})");

    public static Code Emit(Operator op, IReadOnlyList<Code> a) => op switch
    {
        Operator.Negate => Code.Unary("-", a[0]),
        Operator.Add or Operator.Accumulate => Code.Binary(a[0], "+", a[1], Precedence.Additive),
        Operator.Subtract => Code.Binary(a[0], "-", a[1], Precedence.Additive),
        Operator.Multiply => Code.Binary(a[0], "*", a[1], Precedence.Multiplicative),
        Operator.Divide => Code.Binary(a[0], "/", a[1], Precedence.Multiplicative),
        Operator.MaskedMultiply => Code.Call(Vector + ".MaskedMultiply", a[0], a[1]),
        Operator.Select => Code.Conditional(a[0], a[1], a[2]),
        Operator.ScaleGradient or Operator.StopGradient => a[0],
        Operator.StraightThrough => a[0],
        _ => throw new NotSupportedException($"{op} of tangents."),
    };
}
