using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// A value with the operators of mathematics, so that derivative rules read like formulas; each operator appends one statement.
/// </summary>
/// <param name="Guarded">
/// For an adjoint: it may be exactly 0 because a branch was not taken, and must then stay 0 whatever the local derivative is.
/// A product whose left operand is guarded is a <see cref="Operator.MaskedMultiply"/>.
/// </param>
/// <param name="IsSummed">For a contribution to an adjoint: it is already summed over the axes that the operand lacks.</param>
internal readonly record struct Expression(Builder Builder, Value Value, bool Guarded = false, bool IsSummed = false)
{
    public static Expression operator +(Expression a, Expression b) => a.Map(Operator.Add, a, b);

    public static Expression operator +(double a, Expression b) => b.Map(Operator.Add, b.Real(a), b);

    public static Expression operator -(Expression a, Expression b) => a.Map(Operator.Subtract, a, b);

    public static Expression operator -(double a, Expression b) => b.Map(Operator.Subtract, b.Real(a), b);

    public static Expression operator -(Expression a, double b) => a.Map(Operator.Subtract, a, a.Real(b));

    public static Expression operator -(Expression a) => a.Map(Operator.Negate, a) with { Guarded = a.Guarded };

    public static Expression operator *(Expression a, Expression b) =>
        a.Map(a.Guarded ? Operator.MaskedMultiply : Operator.Multiply, a, b) with { Guarded = a.Guarded };

    public static Expression operator *(double a, Expression b) => b.Map(Operator.Multiply, b.Real(a), b) with { Guarded = b.Guarded };

    public static Expression operator *(Expression a, double b) => b * a;

    public static Expression operator /(Expression a, Expression b) => a.Map(Operator.Divide, a, b);

    public static Expression operator /(double a, Expression b) => b.Map(Operator.Divide, b.Real(a), b);

    public static Expression operator <(Expression a, Expression b) => a.Map(Operator.Less, a, b);

    public static Expression operator >(Expression a, Expression b) => a.Map(Operator.Greater, a, b);

    public static Expression operator <=(Expression a, Expression b) => a.Map(Operator.LessOrEqual, a, b);

    public static Expression operator >=(Expression a, Expression b) => a.Map(Operator.GreaterOrEqual, a, b);

    public static Expression operator &(Expression a, Expression b) => a.Map(Operator.And, a, b);

    public static Expression operator |(Expression a, Expression b) => a.Map(Operator.Or, a, b);

    public Expression EqualTo(Expression other) => Map(Operator.Equal, this, other);

    public Expression EqualTo(double number) => Map(Operator.Equal, this, Real(number));

    /// <summary>condition ? a : b, where this is the condition.</summary>
    public Expression Select(Expression a, Expression b) => Map(Operator.Select, this, a, b);

    public Expression Select(Expression a, double b) => Map(Operator.Select, this, a, Real(b));

    public Expression Select(double a, Expression b) => Map(Operator.Select, this, Real(a), b);

    /// <summary>This adjoint times a local derivative that may be infinite; an adjoint of exactly 0 stays 0.</summary>
    public Expression Masked(Expression local) => Map(Operator.MaskedMultiply, this, local) with { Guarded = Guarded, IsSummed = IsSummed };

    public Expression Apply(Operator op) => Map(op, this);

    public Expression Apply(Operator op, Expression other) => Map(op, this, other);

    public Expression Apply(Operator op, double other) => Map(op, this, Real(other));

    private Expression Real(double number) => new(Builder, Builder.Real(number));

    private Expression Map(Operator op, params Expression[] arguments) =>
        new(Builder, Builder.Map(op, arguments.Select(a => a.Value).ToArray()));
}
