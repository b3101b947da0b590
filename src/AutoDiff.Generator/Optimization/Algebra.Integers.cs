using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

// Integer arithmetic: indices and counters.
public static partial class Algebra
{
    private static readonly HashSet<Operator> Integers =
    [
        Operator.IntAdd, Operator.IntSubtract, Operator.IntMultiply, Operator.IntDivide, Operator.IntRemainder, Operator.IntMinimum, Operator.IntMaximum,
    ];

    /// <summary>The comparison that holds where the given one does not. Of reals only equality has one: with NaN neither x &lt; y nor x >= y holds.</summary>
    private static Map? Inverse(Instruction? comparison) => comparison switch
    {
        Map { Operator: Operator.Equal } m => m with { Operator = Operator.NotEqual },
        Map { Operator: Operator.NotEqual } m => m with { Operator = Operator.Equal },
        Map { Operator: Operator.Less } m when IsInt(m) => m with { Operator = Operator.GreaterOrEqual },
        Map { Operator: Operator.LessOrEqual } m when IsInt(m) => m with { Operator = Operator.Greater },
        Map { Operator: Operator.Greater } m when IsInt(m) => m with { Operator = Operator.LessOrEqual },
        Map { Operator: Operator.GreaterOrEqual } m when IsInt(m) => m with { Operator = Operator.Less },
        _ => null,
    };

    private static bool IsInt(Map comparison) => comparison.Arguments[0].Type == ElementType.Int;

    private sealed partial class Pass
    {
        private Value? Integer(Map map, double?[] numbers, Value target)
        {
            var (a, b) = (map.Arguments[0], map.Arguments[1]);
            return map.Operator switch
            {
                Operator.IntAdd when numbers[1] == 0 => a,
                Operator.IntAdd when numbers[0] == 0 => b,
                Operator.IntAdd when numbers[1] is { } n => Shifted(a, n, target),
                Operator.IntAdd when numbers[0] is { } n => Shifted(b, n, target),
                Operator.IntSubtract when numbers[1] == 0 => a,
                Operator.IntSubtract when numbers[1] is { } n => Shifted(a, -n, target),
                Operator.IntSubtract when a == b => Emit(new Constant(0), ElementType.Int),
                Operator.IntSubtract when DefinitionOf(a) is Map { Operator: Operator.IntAdd } sum && sum.Arguments.Contains(b) => sum.Arguments[sum.Arguments[0] == b ? 1 : 0],
                Operator.IntAdd when DefinitionOf(a) is Map { Operator: Operator.IntSubtract } difference && difference.Arguments[1] == b => difference.Arguments[0],
                Operator.IntMultiply when numbers[1] == 1 => a,
                Operator.IntMultiply when numbers[0] == 1 => b,
                Operator.IntMultiply when numbers.Contains(0) => Emit(new Constant(0), ElementType.Int),
                Operator.IntDivide when numbers[1] == 1 => a,
                Operator.IntRemainder when numbers[1] == 1 => Emit(new Constant(0), ElementType.Int),
                Operator.IntMinimum or Operator.IntMaximum when a == b => a,
                _ => null,
            };
        }

        /// <summary>(x + c) + n = x + (c + n), and the same with differences: one addition.</summary>
        private Value? Shifted(Value sum, double n, Value target)
        {
            if (DefinitionOf(sum) is not Map { Operator: Operator.IntAdd or Operator.IntSubtract } inner) return null;
            double? first = NumberOf(inner.Arguments[0]), second = NumberOf(inner.Arguments[1]);
            var (x, shift) = (inner.Operator, first, second) switch
            {
                (Operator.IntAdd, _, { } c) => (inner.Arguments[0], c + n),
                (Operator.IntAdd, { } c, _) => (inner.Arguments[1], c + n),
                (Operator.IntSubtract, _, { } c) => (inner.Arguments[0], n - c),
                _ => (null!, 0),
            };
            if (x is null || Math.Abs(shift) > int.MaxValue) return null;
            if (shift == 0) return x;
            var magnitude = Emit(new Constant(Math.Abs(shift)), ElementType.Int);
            return Builder.Emit(new Map(shift < 0 ? Operator.IntSubtract : Operator.IntAdd, EquatableArray.Of(x, magnitude)), ElementType.Int, target.Axes, target.Name);
        }
    }
}
