using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Differentiation.DerivativeRules;
using static AutoDiff.Generator.Ir.Operator;

namespace AutoDiff.Generator.Tests.Mutation;

/// <summary>A wrong row of the derivative table: the mistakes that people make when they write one.</summary>
internal sealed record RuleFault(string Name, Operator Operator, int Operand, Partial? Wrong)
{
    public override string ToString() => Name;
}

internal static class RuleFaults
{
    public static readonly IReadOnlyList<RuleFault> All =
    [
        new("the minus of a negation is lost", Negate, 0, (_, dy) => dy),
        new("exp forgets its own value", Exp, 0, (_, dy) => dy),
        new("log multiplies by x", Log, 0, (at, dy) => dy * at[0]),
        new("log1p differentiates log", Log1P, 0, (at, dy) => dy.Masked(1 / at[0])),
        new("sqrt loses the half", Sqrt, 0, (at, dy) => dy.Masked(1 / at[0].Apply(Sqrt))),
        new("sqrt is not masked", Sqrt, 0, (at, dy) => dy * (0.5 / at[0].Apply(Sqrt))),
        new("tanh does not square", Tanh, 0, (at, dy) => dy * (1 - at[0].Apply(Tanh))),
        new("sine has the sign of cosine", Sin, 0, (at, dy) => -dy * at[0].Apply(Cos)),
        new("cosine has the sign of sine", Cos, 0, (at, dy) => dy * at[0].Apply(Sin)),
        new("abs forgets the sign", Abs, 0, (_, dy) => dy),
        new("square forgets the two", Square, 0, (at, dy) => dy * at[0]),
        new("a difference forgets the minus", Subtract, 1, (_, dy) => dy),
        new("a product takes its own factor", Multiply, 0, (at, dy) => dy * at[0]),
        new("a factor has no gradient", Multiply, 1, null),
        new("a divisor has the wrong sign", Divide, 1, (at, dy) => dy.Masked(at[0] / (at[1] * at[1]))),
        new("an exponent has no gradient", Power, 1, null),
        new("atan2 has the wrong sign", Atan2, 1, (at, dy) => dy * (at[0] / (at[0] * at[0] + at[1] * at[1]))),
        new("a selection passes to both branches", Select, 1, (_, dy) => dy),
        new("straight through is stopped", StraightThrough, 1, null),
        new("stop gradient does not stop", StopGradient, 0, (_, dy) => dy),
    ];
}
