using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Statements of an expression that may be computed although the program would not: they have no effect and cannot fail.</summary>
    private static bool IsSafe(Statement statement) => statement.Instruction switch
    {
        Constant or ExtentOf => true,
        Map { Operator: Operator.IntDivide or Operator.IntRemainder } => false,
        Map map => map.Arguments.All(a => a.Axes.Count == 0),
        _ => false,
    };

    /// <summary>Whether computing both ways costs less than deciding between them.</summary>
    private static bool IsCheap(IReadOnlyList<Statement> statements) =>
        statements.All(IsSafe) && statements.Count(s => s.Instruction is Map) <= 2 && !statements.Any(s => s.Instruction is Map { Operator: var op } && !IsElementary(op));

    private static bool IsElementary(Operator op) => op is Operator.Negate or Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Square or Operator.ToReal
        or Operator.Minimum or Operator.Maximum or Operator.Abs or Operator.IntAdd or Operator.IntSubtract or Operator.IntMultiply or Operator.IntMinimum or Operator.IntMaximum;

    /// <summary>Whether a way has only computed a value.</summary>
    private static bool IsPure(Arm arm, ProgramState.Snapshot before) => !arm.After.IsDead
        && before.Terms.All(entry => ReferenceEquals(arm.After[entry.Key], entry.Value));

    /// <summary>condition ? a : b. Only the way that is taken is computed, unless both are numbers that cost next to nothing.</summary>
    private Term BindChoice(IConditionalOperation choice)
    {
        var condition = Bind(choice.Condition);
        return Choose(condition, () => Bind(choice.WhenTrue), () => Bind(choice.WhenFalse!), choice.Type);
    }

    private Term Choose(Term condition, Func<Term> then, Func<Term> otherwise, ITypeSymbol? type)
    {
        if (condition is Literal known) return known.Number != 0 ? then() : otherwise();
        var truth = Truth(condition);
        var before = State.Save();
        var (first, second) = (BindArm(before, then), BindArm(before, otherwise));
        if (IsPure(first, before) && IsPure(second, before) && IsCheap(first.Statements) && IsCheap(second.Statements)
            && _types.Of(type) is { } element and not ElementType.Bool && IsNumber(first.Value) && IsNumber(second.Value))
        {
            State.Restore(before);
            foreach (var statement in first.Statements.Concat(second.Statements)) Algebra.Builder.Append(statement);
            return Algebra.Map(Operator.Select, TensorAlgebra.Scalar(truth), Algebra.Quantity(first.Value!, element), Algebra.Quantity(second.Value!, element));
        }
        return Join(truth, before, first, second, type) ?? throw new AlreadyReported();
    }

    private static bool IsNumber(Term? term) => term is Literal or Integer or Quantity { Rank: 0 };

    /// <summary>left &amp;&amp; right.</summary>
    private Term Both(Term left, Func<Term> right) => left is Literal literal
        ? literal.Number != 0 ? right() : literal
        : Logical(Operator.And, left, right, () => s_false);

    /// <summary>left || right.</summary>
    private Term Either(Term left, Func<Term> right) => left is Literal literal
        ? literal.Number != 0 ? literal : right()
        : Logical(Operator.Or, left, right, () => s_true);

    /// <summary>The right operand is computed only where it decides, unless it costs little and cannot fail.</summary>
    private Term Logical(Operator op, Term left, Func<Term> right, Func<Term> decided)
    {
        var truth = Truth(left);
        var before = State.Save();
        var arm = BindArm(before, right);
        if (IsPure(arm, before) && arm.Statements.All(IsSafe))
        {
            State.Restore(before);
            if (arm.Value is Literal { Number: var number }) return (op == Operator.And) == (number != 0) ? left : arm.Value;
            foreach (var statement in arm.Statements) Algebra.Builder.Append(statement);
            return Algebra.Map(op, TensorAlgebra.Scalar(truth), TensorAlgebra.Scalar(Truth(arm.Value!)));
        }
        var other = BindArm(before, decided);
        return (op == Operator.And ? Join(truth, before, arm, other, null) : Join(truth, before, other, arm, null)) ?? throw new AlreadyReported();
    }

    private Term Negated(Term condition) => condition is Literal literal ? literal.Number != 0 ? s_false : s_true : TensorAlgebra.Scalar(Algebra.Builder.Map(Operator.Not, Truth(condition)));
}
