namespace AutoDiff.Generator.Ir;

/// <summary>
/// Leaves the function by an exception that names the value, its source line and its operands where the value is not finite. Made by a pass where the user
/// asks for it; see <c>Optimization/FiniteChecks.cs</c>.
/// </summary>
/// <param name="Checked">A Real, a number or an array.</param>
/// <param name="Inputs">The real operands that it was computed from, for the message.</param>
/// <param name="Operation">What computed it.</param>
public sealed record CheckFinite(Value Checked, EquatableArray<Value> Inputs, string Operation) : Instruction
{
    public override bool IsSequential => true;
    public override bool HasEffect => true;
    public override IEnumerable<Value> Operands => Inputs.Prepend(Checked);
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Checked = replace(Checked), Inputs = Inputs.Select(replace).ToEquatable() };
}

/// <summary>The operand; its adjoint is delivered as a result of the gradient: <c>dName</c>.</summary>
public sealed record Tap(Value Operand, string Name) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}
