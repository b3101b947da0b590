using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// A pick from the result of a map computes the map at the picked positions only: pick(log(p), t) = log(pick(p, t)). A negative index
/// selects 0, which is tested once at the outside.
/// </summary>
public static class PickedMaps
{
    public static Function Push(Function function) => new Pass().Push(function);

    private sealed class Pass : Rewriting
    {
        public Function Push(Function function) => Run(function);

        protected override Value Rewrite(Statement statement)
        {
            // Inside of a region a map from outside of it would be computed again and again.
            if (Depth > 0 || statement.Instruction is not Gather gather || !gather.Indices.Axes.All(gather.Table.Has) || !IsComputedHere(gather.Table, gather.Along)) return Keep(statement);
            var isUsed = Builder.Map(Operator.GreaterOrEqual, gather.Indices, Builder.Emit(new Constant(0), ElementType.Int, []));
            var select = new Map(Operator.Select, EquatableArray.Of(isUsed, At(gather, gather.Table), Zero(statement.Target.Type)));
            return Builder.Emit(select, statement.Target.Type, statement.Target.Axes, statement.Target.Name);
        }

        private Value At(Gather gather, Value table)
        {
            if (!table.Has(gather.Along)) return table;
            return DefinitionOf(table) switch
            {
                Map map when IsComputedHere(table, gather.Along) => Builder.Emit(map with { Arguments = map.Arguments.Select(a => At(gather, a)).ToEquatable() }),
                Ir.Index => gather.Indices,
                _ => Builder.Emit(gather with { Table = table }),
            };
        }

        /// <summary>
        /// Whether the value is a map that costs less at the picked positions. What follows a matrix product directly is written to memory
        /// with it; the product without it is not there to pick from.
        /// </summary>
        private bool IsComputedHere(Value value, Axis along) =>
            DefinitionOf(value) is Map map && !map.Arguments.Any(a => a.Has(along) && DefinitionOf(a) is Contract);

        private Value Zero(ElementType type) => Builder.Emit(new Constant(0), type, []);
    }
}
