namespace AutoDiff.Generator.Ir;

/// <summary>
/// A list of statements inside a region. It may use values defined before the region. <see cref="Yields"/> are what it hands to the region's
/// targets, or to the next iteration.
/// </summary>
/// <param name="Parameters">What the region gives the block on entry: the counter, the carried values.</param>
/// <param name="Body">The statements in order.</param>
/// <param name="Yields">Values of the block, or from outside of it.</param>
public sealed record Block(EquatableArray<Value> Parameters, EquatableArray<Statement> Body, EquatableArray<Value> Yields)
{
    /// <summary>A block that does nothing but hand on.</summary>
    public static Block Of(params Value[] yields) => new(default, default, new EquatableArray<Value>(yields));

    /// <summary>Values defined before the region that the block uses, each once.</summary>
    public IEnumerable<Value> FreeValues
    {
        get
        {
            var defined = new HashSet<int>(Parameters.Select(p => p.Id));
            var seen = new HashSet<int>();
            foreach (var statement in Body)
            {
                foreach (var operand in statement.Instruction.Operands)
                    if (!defined.Contains(operand.Id) && seen.Add(operand.Id)) yield return operand;
                foreach (var target in statement.Targets) defined.Add(target.Id);
            }
            foreach (var value in Yields)
                if (!defined.Contains(value.Id) && seen.Add(value.Id)) yield return value;
        }
    }

    /// <summary>The block with what it uses from outside replaced; ids are unique in a function, so what it defines is never meant.</summary>
    public Block With(Func<Value, Value> replace) => new(
        Parameters,
        Body.Select(s => s with { Instruction = s.Instruction.WithOperands(replace) }).ToEquatable(),
        Yields.Select(replace).ToEquatable());

    /// <summary>The statements and those of blocks inside of them.</summary>
    public static IEnumerable<Statement> StatementsIn(IEnumerable<Statement> body) =>
        body.SelectMany(s => s.Instruction.Blocks.SelectMany(b => StatementsIn(b.Body)).Prepend(s));

    /// <summary>Everything that the statements define, blocks inside of them included.</summary>
    public static IEnumerable<Value> DefinedIn(IEnumerable<Statement> body) =>
        body.SelectMany(s => s.Targets.Concat(s.Instruction.Blocks.SelectMany(b => b.Parameters.Concat(DefinedIn(b.Body)))));
}
