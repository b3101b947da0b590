using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Computes equal values once. The first definition stays, so that an adjoint uses what the function has computed anyway.</summary>
public static class CommonSubexpressions
{
    public static Function Share(Function function) => new Pass().Share(function);

    private sealed class Pass : Rewriting
    {
        private readonly Dictionary<(Instruction, ElementType), Value> _values = [];

        public Function Share(Function function) => Run(function);

        protected override Value Rewrite(Statement statement)
        {
            var key = (Key(statement.Instruction), statement.Target.Type);
            return _values.TryGetValue(key, out var value) ? value : _values[key] = Keep(statement);
        }
    }

    /// <summary>The instruction with operands reduced to their ids, which makes comparison cheap; operands of commutative operators in one order.</summary>
    private static Instruction Key(Instruction instruction)
    {
        var bare = instruction.WithOperands(o => new Value(o.Id, ElementType.Real, default));
        return bare is Map map && Operators.IsCommutative(map.Operator) ? map with { Arguments = map.Arguments.OrderBy(a => a.Id).ToEquatable() } : bare;
    }
}
