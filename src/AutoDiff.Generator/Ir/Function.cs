namespace AutoDiff.Generator.Ir;

/// <summary>One dimension of a tensor as its user sees it: an axis, or a unit dimension that has none.</summary>
public sealed record Dimension(Axis? Axis)
{
    public static Dimension Unit { get; } = new((Axis?)null);

    public override string ToString() => Axis?.Extent.ToString() ?? "1";
}

public enum ParameterKind
{
    /// <summary><c>Tensor&lt;T&gt;</c>.</summary>
    Tensor,
    /// <summary><c>Tensor&lt;int&gt;</c>.</summary>
    IndexTensor,
    /// <summary><c>ReadOnlySpan&lt;T&gt;</c>, <c>Span&lt;T&gt;</c> or <c>T[]</c>: one axis.</summary>
    Span,
    /// <summary><c>ReadOnlySpan&lt;int&gt;</c>, <c>Span&lt;int&gt;</c> or <c>int[]</c>: one axis.</summary>
    IndexSpan,
    /// <summary>A number of the float type.</summary>
    Scalar,
    /// <summary><c>int</c>; its value may also stand in extents, as a symbol of the parameter's name.</summary>
    Integer,
    /// <summary><c>bool</c>.</summary>
    Boolean,
}

/// <summary>An input of a function.</summary>
/// <param name="Value">The SSA value it defines.</param>
/// <param name="Path">How C# reaches it: <c>x</c>, or <c>this.W1</c>/<c>model.W1</c> for the leaf of a model class.</param>
/// <param name="Name">Identifier without escape, unique in the function: <c>x</c>, <c>W1</c>.</param>
/// <param name="Dimensions">Shape as the user sees it, in memory order. The axes of <see cref="Value"/> are the non-unit ones, in the same order.</param>
/// <param name="Differentiated">Whether the user wants the gradient with respect to it.</param>
/// <param name="Sparse">The gradient is delivered as rows (index and values) because the parameter is only gathered from.</param>
/// <param name="Owner">Name of the model or struct parameter (<c>this</c> or a method parameter) that this is a leaf of; null for an ordinary parameter.</param>
/// <param name="Written">Whether the function writes elements of it: a result with <see cref="Result.Written"/> is the state that it leaves behind.</param>
public sealed record Parameter(Value Value, string Path, string Name, ParameterKind Kind, EquatableArray<Dimension> Dimensions,
    bool Differentiated, bool Sparse = false, string? Owner = null, bool Written = false);

/// <summary>A definition. Only a region, a call and a pop may define several values, or none.</summary>
public sealed record Statement(EquatableArray<Value> Targets, Instruction Instruction)
{
    public Statement(Value target, Instruction instruction)
        : this(EquatableArray.Of(target), instruction)
    {
    }

    /// <summary>The value of a statement that defines exactly one.</summary>
    public Value Target => Targets.Count == 1 ? Targets[0] : throw new InvalidOperationException($"{Instruction.GetType().Name} defines {Targets.Count} values.");
}

/// <summary>A result of a function.</summary>
/// <param name="Name">The name in generated signatures: <c>y</c>, or the tuple element's name.</param>
/// <param name="Value">What is returned.</param>
/// <param name="Dimensions">Shape as the user sees it, in memory order; empty for a scalar. The value may lack some of these axes: it is then invariant along them.</param>
/// <param name="SparseRowsOf">
/// For the gradient of a sparse table: the indices whose rows <see cref="Value"/> holds (axes of the indices, then the other axes of the table), not yet added up.
/// Where the value is an <see cref="EmbeddingBagAdjoint"/>, the indices of the bags.
/// </param>
/// <param name="Written">The name of the parameter in whose memory the result is left: the last state of an array that the function writes. Such results come last.</param>
public sealed record Result(string Name, Value Value, EquatableArray<Dimension> Dimensions, Value? SparseRowsOf = null, string? Written = null);

/// <summary>A symbol of extents and where its number comes from at run time: a dimension of a parameter, or an integer parameter (<see cref="Dimension"/> null).</summary>
public sealed record ExtentSymbol(string Symbol, string Parameter, int? Dimension);

/// <summary>A condition on extents that the entry check tests, for instance that G divides C, or that a slice lies inside its axis.</summary>
/// <param name="Expression">A C# condition over the symbols.</param>
/// <param name="Message">What to say when it is false.</param>
public sealed record ExtentCheck(string Expression, string Message);

/// <summary>A function in A-normal form; control flow stands in regions. Pure data: no reference to the compiler that bound it.</summary>
public sealed record Function(
    string Name,
    EquatableArray<Parameter> Parameters,
    EquatableArray<ExtentSymbol> Symbols,
    EquatableArray<ExtentCheck> Checks,
    EquatableArray<Statement> Body,
    EquatableArray<Result> Results)
{
    /// <summary>The largest id in use, so that passes can make new values.</summary>
    public int LastId => Parameters.Select(p => p.Value.Id).Concat(Block.DefinedIn(Body).Select(v => v.Id)).Append(ReservedIds).Max();

    /// <summary>Ids up to this one belong to values from outside: of a function whose statements become a part of another one.</summary>
    public int ReservedIds { get; init; }

    /// <summary>
    /// Whether control flow, array states or calls occur, or arrays of the caller are written; such a function is not one straight line of tensor operations
    /// from arguments to results.
    /// </summary>
    public bool HasRegions => Body.Any(s => s.Instruction.IsSequential) || Parameters.Any(p => p.Written);
}
