using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Statements of a derivative as a part of the function that calls it: nothing of it is an adjoint there, because it is the primal of the next derivative.
/// </summary>
internal static class NestedStatements
{
    public static IEnumerable<Statement> AsPrimal(IEnumerable<Statement> body, Func<Value, Value> replace) =>
        body.Select(s => new Statement(s.Targets.Select(AsPrimal).ToEquatable(), AsPrimal(s.Instruction, replace)));

    public static Value AsPrimal(Value value) => value.IsAdjoint ? value with { IsAdjoint = false } : value;

    private static Instruction AsPrimal(Instruction instruction, Func<Value, Value> replace)
    {
        instruction = instruction.WithOperands(v => AsPrimal(replace(v)));
        if (instruction is Map { Operator: Operator.Accumulate } sum) return sum with { Operator = Operator.Add };
        return instruction.WithBlocks(instruction.Blocks
            .Select(b => new Block(b.Parameters.Select(AsPrimal).ToEquatable(), AsPrimal(b.Body, v => v).ToEquatable(), b.Yields.Select(AsPrimal).ToEquatable())).ToList());
    }
}
