using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Where several of softplus, log-sigmoid and sigmoid are taken of x and of -x, all of them are made from one exp(-|x|), one log1p and one
/// reciprocal: a cross-entropy and its gradient cost two functions instead of four. The forms are the stable ones.
/// </summary>
public static class SharedExponentials
{
    public static Function Share(Function function)
    {
        var definitions = function.Body.ToDictionary(s => s.Target.Id, s => s.Instruction);
        var uses = new Dictionary<int, int>();
        foreach (var statement in function.Body)
        {
            if (statement.Instruction is not Map map) continue;
            if (IsShared(map.Operator)) Count(Argument(map.Arguments[0], definitions).X);
            else if (ExponentialOfMagnitude(map, definitions) is { } x) Count(x);
        }
        return uses.Values.Any(n => n > 1) ? new Pass([.. uses.Where(u => u.Value > 1).Select(u => u.Key)]).Rewrite(function) : function;

        void Count(Value x) => uses[x.Id] = (uses.TryGetValue(x.Id, out int n) ? n : 0) + 1;
    }

    private static bool IsShared(Operator op) => op is Operator.Softplus or Operator.LogSigmoid or Operator.Sigmoid;

    /// <summary>x, and whether the argument is -x.</summary>
    private static (Value X, bool Negated) Argument(Value value, Dictionary<int, Instruction> definitions) =>
        definitions.TryGetValue(value.Id, out var d) && d is Map { Operator: Operator.Negate } negate ? (negate.Arguments[0], true) : (value, false);

    /// <summary>The x of exp(-|x|).</summary>
    private static Value? ExponentialOfMagnitude(Map map, Dictionary<int, Instruction> definitions)
    {
        if (map.Operator != Operator.Exp || !definitions.TryGetValue(map.Arguments[0].Id, out var inner) || inner is not Map { Operator: Operator.Negate } negate) return null;
        return definitions.TryGetValue(negate.Arguments[0].Id, out var abs) && abs is Map { Operator: Operator.Abs } magnitude ? magnitude.Arguments[0] : null;
    }

    private sealed class Pass(HashSet<int> shared) : Rewriting
    {
        public Function Rewrite(Function function) => Run(function);

        protected override Value Rewrite(Statement statement)
        {
            if (statement.Instruction is not Map map || !IsShared(map.Operator)) return Keep(statement);
            bool negated = DefinitionOf(map.Arguments[0]) is Map { Operator: Operator.Negate };
            var x = negated ? ((Map)DefinitionOf(map.Arguments[0])!).Arguments[0] : map.Arguments[0];
            if (!shared.Contains(x.Id)) return Keep(statement);

            var exponential = Builder.Map(Operator.Exp, Builder.Map(Operator.Negate, Builder.Map(Operator.Abs, x)));
            switch (map.Operator)
            {
                case Operator.Softplus:
                    return Softplus(x, negated, exponential);
                case Operator.LogSigmoid:
                    return Builder.Map(Operator.Negate, Softplus(x, !negated, exponential));
                default:
                    // 1 / (1 + e) on the side where x is positive, e / (1 + e) on the other.
                    var large = Builder.Map(Operator.Reciprocal, Builder.Map(Operator.Add, Builder.Real(1), exponential));
                    var small = Builder.Map(Operator.Multiply, exponential, large);
                    var isPositive = Builder.Map(Operator.GreaterOrEqual, x, Builder.Real(0));
                    return negated ? Builder.Map(Operator.Select, isPositive, small, large) : Builder.Map(Operator.Select, isPositive, large, small);
            }
        }

        /// <summary>max(±x, 0) + log1p(exp(-|x|)).</summary>
        private Value Softplus(Value x, bool negated, Value exponential) => Builder.Map(Operator.Add,
            Builder.Map(Operator.Maximum, negated ? Builder.Map(Operator.Negate, x) : x, Builder.Real(0)), Builder.Map(Operator.Log1P, exponential));
    }
}
