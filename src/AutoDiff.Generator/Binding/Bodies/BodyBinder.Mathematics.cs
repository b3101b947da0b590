using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Functions that are made of others. Each form keeps its accuracy near 0 and its sign.</summary>
    private Term Composite(Call call)
    {
        Quantity X() => call.Tensor(0);
        Quantity Y() => call.Tensor(1);
        Quantity Op(Operator op, params Quantity[] operands) => Map(call, op, operands);
        Quantity Number(double number) => Algebra.Real(number);
        switch (call.Name, call.Count)
        {
            case ("FusedMultiplyAdd" or "MultiplyAddEstimate", 3): return Op(Operator.Add, Op(Operator.Multiply, X(), Y()), call.Tensor(2));
            case ("Lerp", 3): return Op(Operator.Add, Op(Operator.Multiply, X(), Op(Operator.Subtract, Number(1), call.Tensor(2))), Op(Operator.Multiply, Y(), call.Tensor(2)));
            case ("Log", 2): return Op(Operator.Divide, Op(Operator.Log, X()), Op(Operator.Log, Y()));
            case ("Log2", 1): return Op(Operator.Divide, Op(Operator.Log, X()), Number(Math.Log(2)));
            case ("Log10", 1): return Op(Operator.Divide, Op(Operator.Log, X()), Number(Math.Log(10)));
            case ("Exp2", 1): return Op(Operator.Power, Number(2), X());
            case ("Exp10", 1): return Op(Operator.Power, Number(10), X());
            case ("Tan", 1): { var x = X(); return Op(Operator.Divide, Op(Operator.Sin, x), Op(Operator.Cos, x)); }
            case ("SinCos", 1): { var x = X(); return new TupleTerm([Op(Operator.Sin, x), Op(Operator.Cos, x)]); }
            case ("Atan", 1): return Op(Operator.Atan2, X(), Number(1));
            case ("Asin", 1): { var x = X(); return Op(Operator.Atan2, x, Cathetus(call, x)); }
            case ("Acos", 1): { var x = X(); return Op(Operator.Atan2, Cathetus(call, x), x); }
            // The two terms have the same sign: nothing cancels.
            case ("Sinh", 1): { var x = X(); return Op(Operator.Multiply, Number(0.5), Op(Operator.Subtract, Op(Operator.ExpM1, x), Op(Operator.ExpM1, Op(Operator.Negate, x)))); }
            case ("Cosh", 1): { var x = X(); return Op(Operator.Multiply, Number(0.5), Op(Operator.Add, Op(Operator.Exp, x), Op(Operator.Exp, Op(Operator.Negate, x)))); }
            case ("Atanh", 1): { var x = X(); return Op(Operator.Multiply, Number(0.5), Op(Operator.Subtract, Op(Operator.Log1P, x), Op(Operator.Log1P, Op(Operator.Negate, x)))); }
            case ("Cbrt", 1): { var x = X(); return Op(Operator.Multiply, Op(Operator.Sign, x), Op(Operator.Power, Op(Operator.Abs, x), Number(1.0 / 3))); }
            case ("Hypot", 2): return Hypotenuse(call, X(), Y());
            case ("CopySign", 2): return WithSign(call, X(), Y());
            case ("DegreesToRadians", 1): return Op(Operator.Multiply, X(), Number(Math.PI / 180));
            case ("RadiansToDegrees", 1): return Op(Operator.Multiply, X(), Number(180 / Math.PI));
            case ("IsNaN", 1): { var x = X(); return Op(Operator.NotEqual, x, x); }
            case ("IsFinite", 1): return Op(Operator.Less, Op(Operator.Abs, X()), Number(double.PositiveInfinity));
            case ("IsInfinity", 1): return Op(Operator.Equal, Op(Operator.Abs, X()), Number(double.PositiveInfinity));
            case ("IsPositiveInfinity", 1): return Op(Operator.Equal, X(), Number(double.PositiveInfinity));
            case ("IsNegativeInfinity", 1): return Op(Operator.Equal, X(), Number(double.NegativeInfinity));
            default: return BindRuled(call.Operation) ?? throw Unknown(call);
        }
    }

    /// <summary>sqrt(1 - x²), as a product that is accurate near 1.</summary>
    private Quantity Cathetus(Call call, Quantity x) =>
        Map(call, Operator.Sqrt, Map(call, Operator.Multiply, Map(call, Operator.Subtract, Algebra.Real(1), x), Map(call, Operator.Add, Algebra.Real(1), x)));

    /// <summary>sqrt(x² + y²), scaled by the larger one against overflow; value and derivative are 0 at the zero vector.</summary>
    private Quantity Hypotenuse(Call call, Quantity x, Quantity y)
    {
        Quantity Op(Operator op, params Quantity[] operands) => Map(call, op, operands);
        var (zero, one) = (Algebra.Real(0), Algebra.Real(1));
        var largest = Op(Operator.StopGradient, Op(Operator.Maximum, Op(Operator.Abs, x), Op(Operator.Abs, y)));
        var isZero = Op(Operator.Equal, largest, zero);
        var scale = Op(Operator.Select, isZero, one, largest);
        var squares = Op(Operator.Add, Op(Operator.Square, Op(Operator.Divide, x, scale)), Op(Operator.Square, Op(Operator.Divide, y, scale)));
        // The operand of the root is replaced before the root, whose derivative is infinite there.
        var root = Op(Operator.Sqrt, Op(Operator.Select, isZero, one, squares));
        return Op(Operator.Select, isZero, zero, Op(Operator.Multiply, scale, root));
    }

    /// <summary>The magnitude of x with the sign of y; a negative zero has one too.</summary>
    private Quantity WithSign(Call call, Quantity x, Quantity y)
    {
        Quantity Op(Operator op, params Quantity[] operands) => Map(call, op, operands);
        var zero = Algebra.Real(0);
        var negative = Op(Operator.Or, Op(Operator.Less, y, zero), Op(Operator.And, Op(Operator.Equal, y, zero), Op(Operator.Less, Op(Operator.Reciprocal, y), zero)));
        var magnitude = Op(Operator.Abs, x);
        return Op(Operator.Select, negative, Op(Operator.Negate, magnitude), magnitude);
    }

    /// <summary>Math.Max, Min, Abs and Clamp of integers: of extents an extent whose text is the call, else values.</summary>
    private Term BindIntegerMathematics(Call call)
    {
        var terms = new List<Term>();
        for (int i = 0; i < call.Count; i++)
            terms.Add(call.Term(i) is Integer or Quantity { Rank: 0, Value.Type: ElementType.Int } ? call.Term(i) : throw new Refusal(Descriptors.ActiveToInteger, call.Location, call.Text(i)));
        At(call.Operation);
        var zero = new Integer(Extent.Zero);
        if (terms.All(t => t is Integer) && call.Name is "Max" or "Min" or "Abs")
        {
            string text = $"global::System.Math.{call.Name}({string.Join(", ", terms.Select(t => ((Integer)t).Extent))})";
            return new Integer(Extent.Symbol($"((int){text})"));
        }
        return call.Name switch
        {
            "Max" => Integers(Operator.IntMaximum, terms[0], terms[1]),
            "Min" => Integers(Operator.IntMinimum, terms[0], terms[1]),
            "Abs" => Integers(Operator.IntMaximum, terms[0], Integers(Operator.IntSubtract, zero, terms[0])),
            "Sign" => Integers(Operator.IntMaximum, new Integer(Extent.Constant(-1)), Integers(Operator.IntMinimum, new Integer(Extent.One), terms[0])),
            "Clamp" => Integers(Operator.IntMinimum, Integers(Operator.IntMaximum, terms[0], terms[1]), terms[2]),
            _ => throw Unknown(call),
        };
    }
}
