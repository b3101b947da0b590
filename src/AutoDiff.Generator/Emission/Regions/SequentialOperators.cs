using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>Pointwise operators on single numbers as one writes them by hand: C# operators where there are some, else functions of the runtime.</summary>
internal static class SequentialOperators
{
    /// <param name="map">The operation.</param>
    /// <param name="a">Its operands.</param>
    /// <param name="real">The float type.</param>
    public static Code Emit(Map map, IReadOnlyList<Code> a, string real) => map.Operator switch
    {
        Operator.Square when IsName(a[0].Text) => Code.Binary(a[0], "*", a[0], Precedence.Multiplicative),
        Operator.Reciprocal => Code.Binary(Code.Primary(Literals.Real(1, real)), "/", a[0], Precedence.Multiplicative),
        Operator.And => Code.Binary(a[0], "&&", a[1], Precedence.And),
        Operator.Or => Code.Binary(a[0], "||", a[1], Precedence.Or),
        Operator.ToReal when map.Arguments[0].Type == ElementType.Bool => Code.Conditional(a[0], Code.Primary(Literals.Real(1, real)), Code.Primary(Literals.Real(0, real))),
        Operator.ToReal => ToReal(a[0], real),
        Operator.Accumulate => Code.Binary(a[0], "+", a[1], Precedence.Additive),
        _ => ScalarOperators.Emit(map.Operator, a, real),
    };

    /// <summary>An integer as a number of the float type.</summary>
    public static Code ToReal(Code integer, string real) => real is "float" or "double" ? Code.Unary($"({real})", integer) : Code.Call(real + ".CreateTruncating", integer);

    private static bool IsName(string text) => text.All(c => char.IsLetterOrDigit(c) || c == '_');
}
