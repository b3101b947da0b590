using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Expands, after differentiation, what is a unit before it: softmax, log-sum-exp, norm and powers into reductions and maps that share their parts,
/// the adjoint of a pick into a comparison with the position, and the gradient intrinsics into their operands.
/// </summary>
public static class Lowering
{
    public static Function Expand(Function function) => new Pass().Expand(function);

    private sealed class Pass : Rewriting
    {
        public Function Expand(Function function) => Run(function);

        protected override Value Rewrite(Statement statement) => statement.Instruction switch
        {
            Map { Operator: Operator.StopGradient or Operator.StraightThrough or Operator.ScaleGradient } m
                when m.Arguments[0].Axes.Count == statement.Target.Axes.Count => m.Arguments[0],
            Map { Operator: Operator.Power } m when m.Arguments[0].Axes.Count == statement.Target.Axes.Count && NumberOf(m.Arguments[1]) is { } exponent =>
                SmallPower(m.Arguments[0], exponent) ?? Keep(statement),
            Reduce { Kind: ReduceKind.LogSumExp } r => LogSumExp(r),
            Reduce { Kind: ReduceKind.Norm } r => Builder.Map(Operator.Sqrt, Builder.Sum(Builder.Map(Operator.Square, r.Operand), r.Over)),
            Softmax { Log: false } s => Probability(s),
            Softmax { Log: true } s => LogProbability(s),
            ScatterAdd s when s.Indices.Axes.All(s.Keep.Contains) => OneHot(s, statement.Target),
            _ => Keep(statement),
        };

        /// <summary>Small integer powers by multiplication. Before differentiation they would hide that the derivative is one product.</summary>
        private Value? SmallPower(Value x, double exponent) => exponent switch
        {
            1 => x,
            2 => Builder.Map(Operator.Square, x),
            3 => Builder.Map(Operator.Multiply, Builder.Map(Operator.Square, x), x),
            4 => Builder.Map(Operator.Square, Builder.Map(Operator.Square, x)),
            -1 => Builder.Map(Operator.Reciprocal, x),
            _ => null,
        };

        /// <summary>max + log(sum(exp(x - max))).</summary>
        private Value LogSumExp(Reduce reduce)
        {
            var parts = Exponentials(reduce.Operand, reduce.Over);
            return Builder.Map(Operator.Add, parts.Max, Builder.Map(Operator.Log, parts.Sum));
        }

        private Value Probability(Softmax softmax)
        {
            var parts = Exponentials(softmax.Operand, softmax.Over);
            return Builder.Map(Operator.Multiply, Builder.Map(Operator.Exp, parts.Shifted), Builder.Map(Operator.Reciprocal, parts.Sum));
        }

        private Value LogProbability(Softmax softmax)
        {
            var parts = Exponentials(softmax.Operand, softmax.Over);
            // Beside an infinite entry the others are negative infinity: the clamped difference, doubled, overflows to it. Elsewhere the factor is 1.
            var isInfinite = Builder.Map(Operator.ToReal, Builder.Map(Operator.Equal, parts.Max, Builder.Real(double.PositiveInfinity)));
            var factor = Builder.Map(Operator.Add, Builder.Real(1), isInfinite);
            return Builder.Map(Operator.Subtract, Builder.Map(Operator.Multiply, parts.Shifted, factor), Builder.Map(Operator.Log, parts.Sum));
        }

        /// <summary>
        /// The operand shifted by its maximum, and the sum of the exponentials. Clamping to the largest finite number makes infinite entries
        /// share the whole; a sum of 0 (all entries negative infinity) becomes 1, so that the probabilities are 0.
        /// </summary>
        private (Value Max, Value Shifted, Value Sum) Exponentials(Value x, EquatableArray<Axis> over)
        {
            var (largest, smallest) = (Builder.Real(double.MaxValue), Builder.Real(double.MinValue));
            var max = Builder.Emit(new Reduce(ReduceKind.Max, x, over));
            var shift = Builder.Map(Operator.Clamp, max, smallest, largest);
            var shifted = Builder.Map(Operator.Subtract, Builder.Map(Operator.Minimum, x, largest), shift);
            var sum = Builder.Sum(Builder.Map(Operator.Exp, shifted), over);
            var isEmpty = Builder.Map(Operator.Equal, sum, Builder.Real(0));
            return (max, shifted, Builder.Map(Operator.Add, sum, Builder.Map(Operator.ToReal, isEmpty)));
        }

        /// <summary>The adjoint of x[n, index[n]]: the source where the position is the index, else 0.</summary>
        private Value OneHot(ScatterAdd scatter, Value target)
        {
            var equal = new Map(Operator.Equal, EquatableArray.Of(Builder.Emit(new Ir.Index(scatter.Along)), scatter.Indices));
            var isIndex = Builder.Emit(equal, ElementType.Bool, target.Axes.Where(Builder.AxesOf(equal).Contains));
            var select = new Map(Operator.Select, EquatableArray.Of(isIndex, scatter.Source, Builder.Real(0)));
            return Builder.Emit(select, target.Type, target.Axes);
        }
    }
}
