using System.Numerics;

namespace AutoDiff.Tests.SimdTests;

/// <summary>Runs one operation of ISimd over arrays, a vector at a time and the tail with a partial load and store.</summary>
internal static class Elementwise
{
    public static readonly string[] Functions =
        ["Exp", "ExpM1", "Log", "Log1P", "Tanh", "Sigmoid", "LogSigmoid", "Softplus", "Erf", "Sin", "Cos"];

    public static readonly string[] Unary =
        [.. Functions, "Negate", "Abs", "Sign", "Square", "Sqrt", "Reciprocal", "ReciprocalSqrt", "Round", "Floor", "Ceiling", "Truncate", "Not"];

    public static readonly string[] Binary =
        ["Pow", "Atan2", "Add", "Subtract", "Multiply", "Divide", "MaskedMultiply", "Min", "Max", "LessThan", "LessThanOrEqual",
         "GreaterThan", "GreaterThanOrEqual", "Equal", "NotEqual", "And", "Or"];

    public static readonly string[] Ternary = ["Fma", "Clamp", "SelectLess"];

    public static T[] Apply<V, T>(string operation, T[] x, T[]? y = null, T[]? z = null)
        where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[x.Length];
        y ??= x;
        z ??= x;
        nint i = 0;
        for (; i <= x.Length - V.Count; i += V.Count)
            V.Store(Apply<V, T>(operation, V.Load(ref x[0], i), V.Load(ref y[0], i), V.Load(ref z[0], i)), ref result[0], i);
        nint rest = x.Length - i;
        if (rest > 0)
            V.Store(Apply<V, T>(operation, V.Load(ref x[0], i, rest), V.Load(ref y[0], i, rest), V.Load(ref z[0], i, rest)), ref result[0], i, rest);
        return result;
    }

    private static V Apply<V, T>(string operation, V x, V y, V z)
        where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => operation switch
        {
            "Exp" => V.Exp(x),
            "ExpM1" => V.ExpM1(x),
            "Log" => V.Log(x),
            "Log1P" => V.Log1P(x),
            "Tanh" => V.Tanh(x),
            "Sigmoid" => V.Sigmoid(x),
            "LogSigmoid" => V.LogSigmoid(x),
            "Softplus" => V.Softplus(x),
            "Erf" => V.Erf(x),
            "Sin" => V.Sin(x),
            "Cos" => V.Cos(x),
            "Negate" => -x,
            "Abs" => V.Abs(x),
            "Sign" => V.Sign(x),
            "Square" => V.Square(x),
            "Sqrt" => V.Sqrt(x),
            "Reciprocal" => V.Reciprocal(x),
            "ReciprocalSqrt" => V.ReciprocalSqrt(x),
            "Round" => V.Round(x),
            "Floor" => V.Floor(x),
            "Ceiling" => V.Ceiling(x),
            "Truncate" => V.Truncate(x),
            "Not" => V.MaskToReal(V.Not(V.LessThan(x, V.Zero))),
            "Pow" => V.Pow(x, y),
            "Atan2" => V.Atan2(x, y),
            "Add" => x + y,
            "Subtract" => x - y,
            "Multiply" => x * y,
            "Divide" => x / y,
            "MaskedMultiply" => V.MaskedMultiply(x, y),
            "Min" => V.Min(x, y),
            "Max" => V.Max(x, y),
            "LessThan" => V.MaskToReal(V.LessThan(x, y)),
            "LessThanOrEqual" => V.MaskToReal(V.LessThanOrEqual(x, y)),
            "GreaterThan" => V.MaskToReal(V.GreaterThan(x, y)),
            "GreaterThanOrEqual" => V.MaskToReal(V.GreaterThanOrEqual(x, y)),
            "Equal" => V.MaskToReal(V.Equal(x, y)),
            "NotEqual" => V.MaskToReal(V.NotEqual(x, y)),
            "And" => V.MaskToReal(V.And(V.LessThan(x, y), V.GreaterThan(x, V.Zero))),
            "Or" => V.MaskToReal(V.Or(V.LessThan(x, y), V.GreaterThan(x, V.Zero))),
            "Fma" => V.Fma(x, y, z),
            "Clamp" => V.Clamp(x, y, z),
            "SelectLess" => V.Select(V.LessThan(x, y), y, z),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
        };
}
