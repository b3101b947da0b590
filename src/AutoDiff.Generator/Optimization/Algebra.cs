using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Folds constants and removes operations that change nothing: x * 1, x + 0, x / 1, --x, selections of a known condition.
/// Only identities that hold for NaN and infinities too; 0 * x is 0 only in an adjoint, where 0 means "no influence". Of regions: branches of a known
/// condition, loops that run once or never, carried values that never change, elements that were just written.
/// </summary>
public static partial class Algebra
{
    public static Function Simplify(Function function) => new Pass().Simplify(function);

    private sealed partial class Pass : Rewriting
    {
        public Function Simplify(Function function) => Run(function);

        protected override Value Rewrite(Statement statement)
        {
            var simple = statement.Instruction switch
            {
                ExtentOf e when e.Extent.IsConstant(out long extent) => Emit(new Constant(extent), statement.Target.Type),
                Map map => Pointwise(map, statement.Target),
                Rename r when r.From == r.To => r.Operand,
                Reshape r when r.From == r.To => r.Operand,
                Read r => WrittenElement(r),
                _ => null,
            };
            // A simpler value that lacks axes of the target would leave later statements without them.
            return simple is not null && simple.Axes.Count == statement.Target.Axes.Count && simple.Type == statement.Target.Type ? simple : Keep(statement);
        }

        private Value? Pointwise(Map map, Value target)
        {
            var numbers = map.Arguments.Select(NumberOf).ToArray();
            if (numbers.All(n => n is not null) && Constants.Fold(map.Operator, numbers.Select(n => n!.Value).ToArray()) is { } folded)
                return Emit(new Constant(folded), target.Type);
            if (Integers.Contains(map.Operator)) return Integer(map, numbers, target);
            var (a, b) = (map.Arguments[0], map.Arguments.Count > 1 ? map.Arguments[1] : map.Arguments[0]);
            return map.Operator switch
            {
                Operator.Add or Operator.Accumulate when numbers[1] == 0 || DefinitionOf(b) is Zeros => a,
                Operator.Add or Operator.Accumulate when DefinitionOf(a) is Zeros => b,
                Operator.Add or Operator.Accumulate when numbers[0] == 0 => b,
                Operator.Subtract when numbers[1] == 0 => a,
                Operator.Subtract when numbers[0] == 0 => Builder.Map(Operator.Negate, b),
                Operator.Multiply when numbers[1] == 1 => a,
                Operator.Multiply when numbers[0] == 1 => b,
                Operator.Multiply when numbers[1] == -1 => Builder.Map(Operator.Negate, a),
                Operator.Multiply when numbers[0] == -1 => Builder.Map(Operator.Negate, b),
                Operator.Multiply or Operator.MaskedMultiply when target.IsAdjoint && numbers.Contains(0) => Builder.Real(0),
                Operator.MaskedMultiply when numbers[1] is { } n && !double.IsNaN(n) && !double.IsInfinity(n) => Builder.Map(Operator.Multiply, a, b),
                Operator.MaskedMultiply when numbers[0] is not (null or 0) => Builder.Map(Operator.Multiply, a, b),
                Operator.MaskedMultiply when IsBounded(b) => Builder.Map(Operator.Multiply, a, b),
                Operator.Divide when numbers[1] == 1 => a,
                Operator.Divide when numbers[0] == 1 => Builder.Map(Operator.Reciprocal, b),
                Operator.Negate when DefinitionOf(a) is Map { Operator: Operator.Negate } inner => inner.Arguments[0],
                Operator.Not when DefinitionOf(a) is Map { Operator: Operator.Not } inner => inner.Arguments[0],
                Operator.Not when Inverse(DefinitionOf(a)) is { } inverse => Builder.Emit(inverse, ElementType.Bool, target.Axes),
                Operator.And when numbers[0] is { } truth => truth != 0 ? b : a,
                Operator.And when numbers[1] is { } truth => truth != 0 ? a : b,
                Operator.Or when numbers[0] is { } truth => truth != 0 ? a : b,
                Operator.Or when numbers[1] is { } truth => truth != 0 ? b : a,
                Operator.And or Operator.Or when a == b => a,
                Operator.Select when numbers[0] is { } condition => condition != 0 ? b : map.Arguments[2],
                Operator.Select when b == map.Arguments[2] => b,
                _ => null,
            };
        }

        /// <summary>Never infinite, and NaN only where an operand is: no mask is needed in front of it.</summary>
        private bool IsBounded(Value value) => DefinitionOf(value) is Map map && map.Operator switch
        {
            Operator.Sigmoid or Operator.Tanh or Operator.Sign or Operator.ToReal => true,
            Operator.Reciprocal => IsAtLeastOne(map.Arguments[0]),
            Operator.Negate => IsBounded(map.Arguments[0]),
            Operator.Multiply => IsBounded(map.Arguments[0]) && IsBounded(map.Arguments[1]),
            _ => false,
        };

        /// <summary>A sum of something at least 1 and something that is not negative.</summary>
        private bool IsAtLeastOne(Value value) => NumberOf(value) >= 1 || DefinitionOf(value) is ExtentOf
            || DefinitionOf(value) is Map { Operator: Operator.Add } sum
            && (NumberOf(sum.Arguments[0]) >= 1 && IsNonNegative(sum.Arguments[1]) || NumberOf(sum.Arguments[1]) >= 1 && IsNonNegative(sum.Arguments[0]));

        private bool IsNonNegative(Value value) => NumberOf(value) >= 0
            || DefinitionOf(value) is Map { Operator: Operator.Exp or Operator.Square or Operator.Abs or Operator.Sigmoid or Operator.Softplus };

        private Value Emit(Instruction constant, ElementType type) => Builder.Emit(constant, type, []);
    }
}
