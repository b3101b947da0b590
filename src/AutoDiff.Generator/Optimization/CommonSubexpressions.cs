using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Computes equal values once. The first definition stays, so that an adjoint uses what the function has computed anyway. A value serves the rest of its
/// block and the blocks in there. States of arrays and tapes are never shared: each has memory of its own.
/// </summary>
public static class CommonSubexpressions
{
    public static Function Share(Function function) => new Pass().Share(function);

    private sealed class Pass : Rewriting
    {
        private readonly Stack<Dictionary<(Instruction, ElementType), Value>> _scopes = new([[]]);

        public Function Share(Function function) => Run(function);

        protected override Value Rewrite(Statement statement)
        {
            if (IsState(statement.Instruction) || statement.Instruction.HasEffect) return Keep(statement);
            var key = (Key(statement.Instruction), statement.Target.Type);
            foreach (var scope in _scopes)
                if (scope.TryGetValue(key, out var value)) return value;
            return _scopes.Peek()[key] = Keep(statement);
        }

        protected override void Enter(Instruction region, int position) => _scopes.Push([]);

        protected override void Leave() => _scopes.Pop();
    }

    private static bool IsState(Instruction instruction) => instruction is Write or AddAt or Zeros or Copy or NewTape or Push or Call;

    /// <summary>The instruction with operands reduced to their ids, which makes comparison cheap; operands of commutative operators in one order.</summary>
    internal static Instruction Key(Instruction instruction)
    {
        var bare = instruction.WithOperands(o => new Value(o.Id, ElementType.Real, default));
        return bare is Map map && Operators.IsCommutative(map.Operator) ? map with { Arguments = map.Arguments.OrderBy(a => a.Id).ToEquatable() } : bare;
    }
}
