namespace AutoDiff.Generator.Ir;

/// <summary>What computes a value. Operands are values defined earlier in the same function.</summary>
public abstract record Instruction
{
    public abstract IEnumerable<Value> Operands { get; }

    /// <summary>The same instruction with each operand replaced.</summary>
    public abstract Instruction WithOperands(Func<Value, Value> replace);

    /// <summary>The blocks of a region. Its operands include what the blocks use from outside.</summary>
    public virtual IReadOnlyList<Block> Blocks => [];

    /// <summary>The same region with other blocks, in the order of <see cref="Blocks"/>.</summary>
    public virtual Instruction WithBlocks(IReadOnlyList<Block> blocks) => this;

    /// <summary>Whether it has to stay although nothing uses what it defines: it may throw, or gives a symbol its number.</summary>
    public virtual bool HasEffect => Blocks.Any(b => b.Body.Any(s => s.Instruction.HasEffect));

    /// <summary>
    /// Whether it belongs to the sequential part of the language (regions, array states, tapes, calls), which is written statement by statement
    /// and not scheduled into loop nests.
    /// </summary>
    public virtual bool IsSequential => false;
}

/// <summary>A real, integer (<see cref="ElementType.Int"/>) or truth (0 or 1) literal. No operands, no axes.</summary>
public sealed record Constant(double Number) : Instruction
{
    public override IEnumerable<Value> Operands => [];
    public override Instruction WithOperands(Func<Value, Value> replace) => this;
}

/// <summary>The extent of an axis (or a product of extents) as a scalar: Real or Int, as the target says.</summary>
public sealed record ExtentOf(Extent Extent) : Instruction
{
    public override IEnumerable<Value> Operands => [];
    public override Instruction WithOperands(Func<Value, Value> replace) => this;
}

/// <summary>The position along an axis, an Int with that one axis.</summary>
public sealed record Index(Axis Axis) : Instruction
{
    public override IEnumerable<Value> Operands => [];
    public override Instruction WithOperands(Func<Value, Value> replace) => this;
}

/// <summary>A pointwise operation over the union of the operands' axes. An operand that lacks an axis is invariant along it.</summary>
public sealed record Map(Operator Operator, EquatableArray<Value> Arguments) : Instruction
{
    public override IEnumerable<Value> Operands => Arguments;
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Arguments = Arguments.Select(replace).ToEquatable() };
}

/// <summary>A reduction over some of the operand's axes. The target has the others.</summary>
public sealed record Reduce(ReduceKind Kind, Value Operand, EquatableArray<Axis> Over) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>softmax (or log-softmax) over some axes of the operand: a composite that lowering expands after differentiation.</summary>
public sealed record Softmax(Value Operand, EquatableArray<Axis> Over, bool Log) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>
/// A (batched) matrix product: sum over <see cref="Over"/> of Left * Right. Axes in both operands and not in <see cref="Over"/> are batch axes.
/// The order of the target's axes is the memory order of the product.
/// </summary>
public sealed record Contract(Value Left, Value Right, EquatableArray<Axis> Over) : Instruction
{
    public override IEnumerable<Value> Operands => [Left, Right];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Left = replace(Left), Right = replace(Right) };
}

/// <summary>
/// Table[..., Indices, ...]: the position along <see cref="Along"/> (an axis of the table) is the value of the Int operand, whose axes replace it.
/// Axes that table and indices share are aligned (that makes "pick": x[n, index[n]]). A negative index selects 0; an index beyond the extent is an
/// error that the entry check reports. So is a negative one if the look-up is strict: the program indexes element by element.
/// </summary>
public sealed record Gather(Value Table, Axis Along, Value Indices, bool IsStrict = false) : Instruction
{
    public override IEnumerable<Value> Operands => [Table, Indices];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Table = replace(Table), Indices = replace(Indices) };
}

/// <summary>
/// The adjoint of <see cref="Gather"/>: a zero tensor with <see cref="Along"/> (and <see cref="Keep"/>, the axes that table and indices share, and the
/// other axes of the source) into which each element of the source is added at its index. Source axes that are axes of the indices and not
/// in <see cref="Keep"/> are summed. If it is strict, a negative index is an error that the entry check reports.
/// </summary>
public sealed record ScatterAdd(Value Source, Axis Along, Value Indices, EquatableArray<Axis> Keep, bool IsStrict = false) : Instruction
{
    public override IEnumerable<Value> Operands => [Source, Indices];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Source = replace(Source), Indices = replace(Indices) };
}

/// <summary>The operand with one axis replaced by another of the same extent; no data moves.</summary>
public sealed record Rename(Value Operand, Axis From, Axis To) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>result[..., to, ...] = operand[..., start + to, ...].</summary>
public sealed record Slice(Value Operand, Axis From, Axis To, Extent Start) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>The adjoint of <see cref="Slice"/>: result[..., start + from, ...] = operand[..., from, ...] and 0 elsewhere along <see cref="To"/>.</summary>
public sealed record Pad(Value Operand, Axis From, Axis To, Extent Start) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>Parts laid end to end along <see cref="Along"/>; part i has the axis <see cref="PartAxes"/>[i] in its place.</summary>
public sealed record Concat(EquatableArray<Value> Parts, EquatableArray<Axis> PartAxes, Axis Along) : Instruction
{
    public override IEnumerable<Value> Operands => Parts;
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Parts = Parts.Select(replace).ToEquatable() };
}

/// <summary>
/// The row-major elements of the operand (in the order <see cref="From"/>, which lists all its axes) seen as the axes <see cref="To"/>,
/// which are the target's axes. Both products of extents are equal.
/// </summary>
public sealed record Reshape(Value Operand, EquatableArray<Axis> From, EquatableArray<Axis> To) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>For each element the product of all others along <see cref="Over"/>, exact with zeros (prefix and suffix products). Adjoint of a product.</summary>
public sealed record ProductOfOthers(Value Operand, EquatableArray<Axis> Over) : Instruction
{
    public override IEnumerable<Value> Operands => [Operand];
    public override Instruction WithOperands(Func<Value, Value> replace) => this with { Operand = replace(Operand) };
}

/// <summary>
/// Bags of table rows: target[bag, ...] combines table[Indices[i], ...] for i in Offsets[bag] .. Offsets[bag + 1] (the last bag ends with the indices).
/// Rows with index <see cref="Padding"/> or negative are left out. Weights (Sum only) multiply the rows.
/// </summary>
public sealed record EmbeddingBag(Value Table, Axis Along, Value Indices, Value Offsets, Axis Bag, Value? Weights, BagMode Mode, Value? Padding) : Instruction
{
    public override IEnumerable<Value> Operands => new[] { Table, Indices, Offsets, Weights, Padding }.OfType<Value>();

    public override Instruction WithOperands(Func<Value, Value> replace) => this with
    {
        Table = replace(Table),
        Indices = replace(Indices),
        Offsets = replace(Offsets),
        Weights = Weights is null ? null : replace(Weights),
        Padding = Padding is null ? null : replace(Padding),
    };
}

/// <summary>The adjoint of <see cref="EmbeddingBag"/> with respect to its table or its weights.</summary>
public sealed record EmbeddingBagAdjoint(EmbeddingBag Forward, Value Adjoint, bool WithRespectToWeights) : Instruction
{
    public override IEnumerable<Value> Operands => Forward.Operands.Append(Adjoint);

    public override Instruction WithOperands(Func<Value, Value> replace) =>
        this with { Forward = (EmbeddingBag)Forward.WithOperands(replace), Adjoint = replace(Adjoint) };
}
