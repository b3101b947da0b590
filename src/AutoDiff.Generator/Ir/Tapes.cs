namespace AutoDiff.Generator.Ir;

// What reverse mode keeps of loops whose trip counts are known only afterwards, and of recursion. (Where the trip counts are known before the loop,
// saved values lie in arrays, indexed by the loop counters.)

/// <summary>An empty tape.</summary>
public sealed record NewTape : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => [];
    public override Instruction WithOperands(Func<Value, Value> replace) => this;
}

/// <summary>The tape with the values (Real, Int or Bool; arrays as a whole) put on top, in their order.</summary>
public sealed record Push(Value Tape, EquatableArray<Value> Values) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => Values.Prepend(Tape);
    public override Instruction WithOperands(Func<Value, Value> replace) => new Push(replace(Tape), Values.Select(replace).ToEquatable());
}

/// <summary>
/// The targets are the tape without the values that the matching <see cref="Push"/> put there, then these values, in the order of the push.
/// </summary>
public sealed record Pop(Value Tape) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => [Tape];
    public override Instruction WithOperands(Func<Value, Value> replace) => new Pop(replace(Tape));
}
