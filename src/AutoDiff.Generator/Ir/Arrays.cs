namespace AutoDiff.Generator.Ir;

// Arrays whose elements a program reads and writes one by one. A write yields a new state of the array and leaves the old state alone; the states of
// one array share its memory where no old state is used after a write, which programs that mutate never do.

/// <summary>
/// array[i, j, ...]: the element, or, with fewer indices than axes, the part of the array that the leading indices select. An index out of range is an
/// error at run time, as it is in the user's program.
/// </summary>
public sealed record Read(Value Array, EquatableArray<Value> Indices) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => Indices.Prepend(Array);
    public override Instruction WithOperands(Func<Value, Value> replace) => new Read(replace(Array), Indices.Select(replace).ToEquatable());
}

/// <summary>The array with one element (or the part that the leading indices select) replaced.</summary>
public sealed record Write(Value Array, EquatableArray<Value> Indices, Value Element) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => Indices.Prepend(Array).Append(Element);
    public override Instruction WithOperands(Func<Value, Value> replace) => new Write(replace(Array), Indices.Select(replace).ToEquatable(), replace(Element));
}

/// <summary>The array with a number (or a part) added to one element (or part): the adjoint of <see cref="Read"/>.</summary>
public sealed record AddAt(Value Array, EquatableArray<Value> Indices, Value Addend) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => Indices.Prepend(Array).Append(Addend);
    public override Instruction WithOperands(Func<Value, Value> replace) => new AddAt(replace(Array), Indices.Select(replace).ToEquatable(), replace(Addend));
}

/// <summary>A new array of zeros with the axes of the target, in that memory order.</summary>
public sealed record Zeros : Instruction
{
    /// <summary>Whether no element is read before it is written, so that the zeros need not be.</summary>
    public bool IsOverwritten { get; init; }

    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => [];
    public override Instruction WithOperands(Func<Value, Value> replace) => this;
}

/// <summary>A new array with the elements of another: where a program keeps the old state of an array that it goes on writing.</summary>
public sealed record Copy(Value Array) : Instruction
{
    public override bool IsSequential => true;
    public override IEnumerable<Value> Operands => [Array];
    public override Instruction WithOperands(Func<Value, Value> replace) => new Copy(replace(Array));
}

/// <summary>
/// Gives a symbol of extents its number: the extent of an array that the program makes with a length which it computes. The target is the same Int.
/// It stands before every value that has an axis with the symbol.
/// </summary>
public sealed record DefineExtent(string Symbol, Value Number) : Instruction
{
    public override bool IsSequential => true;
    public override bool HasEffect => true;
    public override IEnumerable<Value> Operands => [Number];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Number = replace(Number) };
}
