using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>
/// A stretch of tensor statements between sequential ones, as a function of its own that is scheduled into loop nests where it stands.
/// Its parameters are the values that it uses, its results (with the same values) are the targets, in order.
/// </summary>
internal sealed record TensorRun(Function Function) : Instruction
{
    public override bool IsSequential => true;

    public override IEnumerable<Value> Operands => Function.Parameters.Select(p => p.Value);

    public override Instruction WithOperands(Func<Value, Value> replace) => throw new NotSupportedException("Tensor runs are made after the last pass.");
}
