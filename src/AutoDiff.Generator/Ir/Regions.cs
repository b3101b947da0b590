namespace AutoDiff.Generator.Ir;

/// <summary>One of two blocks; the targets are the yields of the one that ran. Both yield the same types and axes.</summary>
public sealed record If(Value Condition, Block Then, Block Else) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => new[] { Condition }.Concat(Then.FreeValues).Concat(Else.FreeValues).Distinct();
    public override Instruction WithOperands(Func<Value, Value> replace) => new If(replace(Condition), Then.With(replace), Else.With(replace));
    public override IReadOnlyList<Block> Blocks => [Then, Else];
    public override Instruction WithBlocks(IReadOnlyList<Block> blocks) => this with { Then = blocks[0], Else = blocks[1] };
}

/// <summary>
/// A counted loop: the counter goes through Start .. End - 1, or from End - 1 down to Start. The first parameter of the body is the counter (Int), the
/// others are the carried values, which begin as <see cref="Initial"/>; the body yields their next values, and the targets are the last ones.
/// Nothing runs when End is not above Start.
/// </summary>
/// <param name="Start">First position, an Int.</param>
/// <param name="End">One past the last position, an Int.</param>
/// <param name="Initial">The carried values before the first iteration.</param>
/// <param name="Body">The body.</param>
/// <param name="Descending">Whether the counter goes down.</param>
/// <param name="Checkpoint">
/// Whether the user asked reverse mode to keep only some carried states and to run the iterations between them again.
/// </param>
public sealed record For(Value Start, Value End, EquatableArray<Value> Initial, Block Body, bool Descending = false, bool Checkpoint = false) : Instruction
{
    public Value Counter => Body.Parameters[0];

    /// <summary>The carried values as the body sees them.</summary>
    public IEnumerable<Value> Carried => Body.Parameters.Skip(1);

    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => new[] { Start, End }.Concat(Initial).Concat(Body.FreeValues).Distinct();
    public override Instruction WithOperands(Func<Value, Value> replace) =>
        this with { Start = replace(Start), End = replace(End), Initial = Initial.Select(replace).ToEquatable(), Body = Body.With(replace) };
    public override IReadOnlyList<Block> Blocks => [Body];
    public override Instruction WithBlocks(IReadOnlyList<Block> blocks) => this with { Body = blocks[0] };
}

/// <summary>
/// A loop that goes on while its condition holds. Both blocks have the carried values as parameters; the condition yields one Bool and may compute, the
/// body yields the next carried values; the targets are the carried values for which the condition was false.
/// </summary>
public sealed record While(EquatableArray<Value> Initial, Block Condition, Block Body) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => Initial.Concat(Condition.FreeValues).Concat(Body.FreeValues).Distinct();
    public override Instruction WithOperands(Func<Value, Value> replace) =>
        new While(Initial.Select(replace).ToEquatable(), Condition.With(replace), Body.With(replace));
    public override IReadOnlyList<Block> Blocks => [Condition, Body];
    public override Instruction WithBlocks(IReadOnlyList<Block> blocks) => this with { Condition = blocks[0], Body = blocks[1] };
}

/// <summary>Leaves the function by an exception.</summary>
/// <param name="Exception">Type name, <c>global::</c> qualified.</param>
/// <param name="Arguments">The constant arguments of its constructor as C# text.</param>
public sealed record Throw(string Exception, EquatableArray<string> Arguments) : Instruction
{
    public override bool IsSequential => true;
    public override bool HasEffect => true;
    public override IEnumerable<Value> Operands => [];
    public override Instruction WithOperands(Func<Value, Value> replace) => this;
}
