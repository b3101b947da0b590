using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The derivative of each pointwise operator: for each operand, the adjoint of the result times the partial derivative. The same rows serve
/// forward mode, with a tangent in place of the adjoint. A missing row entry is a derivative of 0.
/// <c>dy.Masked(f)</c> is <c>dy * f</c> where an exact 0 of dy annihilates an infinite f.
/// </summary>
internal static class DerivativeRules
{
    /// <summary>One partial derivative at a point, times dy.</summary>
    internal delegate Expression Partial(Point at, Expression dy);

    private const Partial? Zero = null;

    private static readonly Dictionary<Operator, Partial?[]> Rows = new()
    {
        [Negate] = Unary((x, y, dy) => -dy),
        [Exp] = Unary((x, y, dy) => dy * y),
        [Log] = Unary((x, y, dy) => dy.Masked(1 / x)),
        [Log1P] = Unary((x, y, dy) => dy.Masked(1 / (1 + x))),
        [ExpM1] = Unary((x, y, dy) => dy * (1 + y)),
        [Sqrt] = Unary((x, y, dy) => dy.Masked(0.5 / y)),
        [ReciprocalSqrt] = Unary((x, y, dy) => dy.Masked(-0.5 * (y * y * y))),
        [Reciprocal] = Unary((x, y, dy) => dy.Masked(-(y * y))),
        [Square] = Unary((x, y, dy) => 2 * dy * x),
        [Tanh] = Unary((x, y, dy) => dy * (1 - y * y)),
        [Sigmoid] = Unary((x, y, dy) => dy * (y * (1 - y))),
        [Softplus] = Unary((x, y, dy) => dy * x.Apply(Sigmoid)),
        [LogSigmoid] = Unary((x, y, dy) => dy * (-x).Apply(Sigmoid)),
        [Erf] = Unary((x, y, dy) => 2 / Math.Sqrt(Math.PI) * dy * (-x.Apply(Square)).Apply(Exp)),
        [Abs] = Unary((x, y, dy) => dy * x.Apply(Sign)),
        [Sign] = [Zero],
        [Sin] = Unary((x, y, dy) => dy * x.Apply(Cos)),
        [Cos] = Unary((x, y, dy) => -dy * x.Apply(Sin)),
        [Round] = [Zero],
        [Floor] = [Zero],
        [Ceiling] = [Zero],
        [Truncate] = [Zero],

        [Add] = Binary((a, b, y, dy) => dy, (a, b, y, dy) => dy),
        [Accumulate] = Binary((a, b, y, dy) => dy, (a, b, y, dy) => dy),
        [Subtract] = Binary((a, b, y, dy) => dy, (a, b, y, dy) => -dy),
        [Multiply] = Binary((a, b, y, dy) => dy * b, (a, b, y, dy) => dy * a),
        [MaskedMultiply] = Binary((a, b, y, dy) => dy.Masked(b), (a, b, y, dy) => dy * a),
        [Divide] = [Numerator, Denominator],
        [Power] = [PowerBase, PowerExponent],
        [Minimum] = [(at, dy) => Extremum(at, dy, 0, 1, Less, GreaterOrEqual), (at, dy) => Extremum(at, dy, 1, 0, Less, GreaterOrEqual)],
        [Maximum] = [(at, dy) => Extremum(at, dy, 0, 1, Greater, LessOrEqual), (at, dy) => Extremum(at, dy, 1, 0, Greater, LessOrEqual)],
        [Atan2] = [(at, dy) => dy * OverSquaredNorm(at[1], at[0]), (at, dy) => -dy * OverSquaredNorm(at[0], at[1])],
        [Clamp] = [ClampOperand, ClampLow, ClampHigh],

        [Less] = [Zero, Zero],
        [LessOrEqual] = [Zero, Zero],
        [Greater] = [Zero, Zero],
        [GreaterOrEqual] = [Zero, Zero],
        [Equal] = [Zero, Zero],
        [NotEqual] = [Zero, Zero],
        [And] = [Zero, Zero],
        [Or] = [Zero, Zero],
        [Not] = [Zero],
        [Select] = [Zero, (at, dy) => at[0].Select(dy, 0), (at, dy) => at[0].Select(0, dy)],
        [ToReal] = [Zero],
        [IntAdd] = [Zero, Zero],
        [IntSubtract] = [Zero, Zero],
        [IntMultiply] = [Zero, Zero],
        [IntDivide] = [Zero, Zero],
        [IntRemainder] = [Zero, Zero],
        [IntMinimum] = [Zero, Zero],
        [IntMaximum] = [Zero, Zero],
        [ToInt] = [Zero],

        [StopGradient] = [Zero],
        [StraightThrough] = [Zero, (at, dy) => dy],
        [ScaleGradient] = [(at, dy) => dy * at[1], Zero],
    };

    /// <summary>The partial derivatives of an operator, one an operand; null where it is 0 everywhere.</summary>
    public static IReadOnlyList<Partial?> Of(Operator op) => Rows[op];

    /// <summary>a / b by a: dy / b. A literal or an extent needs no mask.</summary>
    private static Expression Numerator(Point at, Expression dy) =>
        at.IsLiteral(1) ? dy * at[1].Apply(Reciprocal) : dy.Masked(at[1].Apply(Reciprocal));

    /// <summary>
    /// a / b by b: -dy * y * (1 / b), with the reciprocal that the numerator's rule uses too. Where b lacks axes of the result, dy * a is summed first, so that division and mask stay off the long loop.
    /// </summary>
    private static Expression Denominator(Point at, Expression dy)
    {
        var b = at[1];
        var reciprocal = b.Apply(Reciprocal);
        if (at.IsTangent || b.Value.Axes.Count == at.Result.Value.Axes.Count) return dy.Masked(-(at.Result * reciprocal));
        return (dy * at[0]).SumTo(b, at.Result).Masked(reciprocal).Masked(-reciprocal);
    }

    /// <summary>x^p by x: p x^(p-1); exact for small integers p, 0 for p = 0, masked where p &lt; 1 may make it infinite.</summary>
    private static Expression PowerBase(Point at, Expression dy)
    {
        var (x, p) = (at[0], at[1]);
        return at.Number(1) switch
        {
            0 => 0 * dy,
            1 => dy,
            2 => 2 * dy * x,
            3 => 3 * dy * x.Apply(Square),
            0.5 => dy.Masked(0.5 / at.Result),
            { } n when n > 1 => n * dy * x.Apply(Power, n - 1),
            { } n => dy.Masked(n * x.Apply(Power, n - 1)),
            _ => dy.Masked(p.EqualTo(0).Select(0, p * x.Apply(Power, p - 1))),
        };
    }

    /// <summary>x^p by p: y log x, and 0 at x = 0.</summary>
    private static Expression PowerExponent(Point at, Expression dy) =>
        dy.Masked(at[0].EqualTo(0).Select(0, at.Result * at[0].Apply(Log)));

    /// <summary>
    /// Maximum or minimum: the adjoint goes to the winner. A tie of two active operands gives half to each, a tie with an inactive one nothing.
    /// Against an inactive operand the result is compared instead of the operand, because it is more often at hand later; the outcome is the same.
    /// A NaN lets the adjoint pass.
    /// </summary>
    private static Expression Extremum(Point at, Expression dy, int operand, int other, Operator wins, Operator losesOrTies)
    {
        if (!at.IsActive(other)) return at.Result.Apply(losesOrTies, at[other]).Select(0, dy);
        var tie = at[operand].EqualTo(at[other]).Select(0.5 * dy, 0);
        return at[operand].Apply(wins, at[other]).Select(dy, tie);
    }

    /// <summary>
    /// a / (a^2 + b^2), and 0 at the zero vector: the partial derivatives of atan2, scaled by the larger coordinate against overflow.
    /// </summary>
    private static Expression OverSquaredNorm(Expression a, Expression b)
    {
        var scale = a.Apply(Abs).Apply(Maximum, b.Apply(Abs));
        var (u, v) = (a / scale, b / scale);
        return scale.EqualTo(0).Select(0, u / (u.Apply(Square) + v.Apply(Square)) / scale);
    }

    /// <summary>Clamp by its operand: passes strictly inside, nothing at the edges; a NaN lets the adjoint pass.</summary>
    private static Expression ClampOperand(Point at, Expression dy) => (at[0] <= at[1] | at[0] >= at[2]).Select(0, dy);

    /// <summary>Clamp by its lower bound, min(max(x, low), high): where x is strictly below it and the bounds are in order.</summary>
    private static Expression ClampLow(Point at, Expression dy) => (at[0] < at[1] & at[1] < at[2]).Select(dy, 0);

    /// <summary>Clamp by its upper bound: where x, or the lower bound, is strictly above it.</summary>
    private static Expression ClampHigh(Point at, Expression dy) => (at[0] > at[2] | at[1] > at[2]).Select(dy, 0);

    private static Partial?[] Unary(Func<Expression, Expression, Expression, Expression> rule) => [(at, dy) => rule(at[0], at.Result, dy)];

    private static Partial?[] Binary(Func<Expression, Expression, Expression, Expression, Expression> byA, Func<Expression, Expression, Expression, Expression, Expression> byB) =>
        [(at, dy) => byA(at[0], at[1], at.Result, dy), (at, dy) => byB(at[0], at[1], at.Result, dy)];
}
