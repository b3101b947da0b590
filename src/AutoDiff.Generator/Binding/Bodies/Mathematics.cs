using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>Names of pointwise functions, in Ops, Math, MathF and the generic numeric interfaces, and the operators that they are.</summary>
internal static class Mathematics
{
    /// <summary>Functions of one number.</summary>
    public static Operator? Unary(string name) => name switch
    {
        "Exp" => Operator.Exp,
        "Log" => Operator.Log,
        "Log1P" or "LogP1" => Operator.Log1P,
        "ExpM1" => Operator.ExpM1,
        "Sqrt" => Operator.Sqrt,
        "ReciprocalSqrt" => Operator.ReciprocalSqrt,
        "Reciprocal" => Operator.Reciprocal,
        "Square" => Operator.Square,
        "Tanh" => Operator.Tanh,
        "Sigmoid" => Operator.Sigmoid,
        "Softplus" => Operator.Softplus,
        "LogSigmoid" => Operator.LogSigmoid,
        "Erf" => Operator.Erf,
        "Abs" => Operator.Abs,
        "Sin" => Operator.Sin,
        "Cos" => Operator.Cos,
        _ => Step(name),
    };

    /// <summary>Functions that are constant between their jumps.</summary>
    public static Operator? Step(string name) => name switch
    {
        "Sign" => Operator.Sign,
        "Round" => Operator.Round,
        "Floor" => Operator.Floor,
        "Ceiling" => Operator.Ceiling,
        "Truncate" => Operator.Truncate,
        _ => null,
    };

    /// <summary>Functions of two numbers.</summary>
    public static Operator? Binary(string name) => name switch
    {
        "Pow" => Operator.Power,
        "Min" or "Minimum" => Operator.Minimum,
        "Max" or "Maximum" => Operator.Maximum,
        "Atan2" => Operator.Atan2,
        _ => null,
    };

    /// <summary>Static properties of numeric types.</summary>
    public static double? Constant(string name) => name switch
    {
        "One" => 1,
        "Zero" or "AdditiveIdentity" => 0,
        "MultiplicativeIdentity" => 1,
        "NegativeOne" => -1,
        "NegativeZero" => -0.0,
        "Pi" => Math.PI,
        "E" => Math.E,
        "Tau" => 2 * Math.PI,
        "PositiveInfinity" => double.PositiveInfinity,
        "NegativeInfinity" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => null,
    };
}
