using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Where several of softplus, log-sigmoid and sigmoid are taken of x and of -x, all of them are made from one exp(-|x|), one log1p and one
/// reciprocal: a cross-entropy and its gradient cost two functions instead of four. The forms are the stable ones. Each block of a region is a place of its
/// own.
/// </summary>
public static class SharedExponentials
{
    public static Function Share(Function function)
    {
        var definitions = Block.StatementsIn(function.Body).Where(d => d.Targets.Count == 1).ToDictionary(d => d.Target.Id, d => d.Instruction);
        var shared = new HashSet<int>();
        Find(function.Body, definitions, shared);
        return shared.Count > 0 ? new Pass(shared).Rewrite(function) : function;
    }

    /// <summary>The statements that share an argument with another one of the same block.</summary>
    private static void Find(IEnumerable<Statement> body, Dictionary<int, Instruction> definitions, HashSet<int> shared)
    {
        var uses = new Dictionary<int, (int Count, List<int> Statements)>();
        void Count(Value x, Statement? statement)
        {
            if (!uses.TryGetValue(x.Id, out var use)) use = (0, []);
            if (statement is not null) use.Statements.Add(statement.Target.Id);
            uses[x.Id] = (use.Count + 1, use.Statements);
        }
        foreach (var statement in body)
        {
            foreach (var block in statement.Instruction.Blocks) Find(block.Body, definitions, shared);
            if (statement.Instruction is not Map map) continue;
            if (IsShared(map.Operator)) Count(Argument(map.Arguments[0], definitions).X, statement);
            else if (ExponentialOfMagnitude(map, definitions) is { } x) Count(x, null);
        }
        foreach (var use in uses.Values)
            if (use.Count > 1) shared.UnionWith(use.Statements);
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
            if (statement.Instruction is not Map map || !shared.Contains(statement.Target.Id)) return Keep(statement);
            bool negated = DefinitionOf(map.Arguments[0]) is Map { Operator: Operator.Negate };
            var x = negated ? ((Map)DefinitionOf(map.Arguments[0])!).Arguments[0] : map.Arguments[0];

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
