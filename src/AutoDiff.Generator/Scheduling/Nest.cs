using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>The three loop forms; see docs/design/scheduling.md.</summary>
public enum NestForm
{
    /// <summary>One loop over all elements, cut into blocks of fixed length for sums.</summary>
    Flat,
    /// <summary>Outer loops, and for each outer position one or more sweeps over a contiguous row.</summary>
    Rows,
    /// <summary>A reduction over an outer axis: column tiles with accumulators in registers, over blocks of rows.</summary>
    Columns,
}

/// <summary>A fused loop nest: pointwise statements and reductions over one iteration space.</summary>
/// <param name="Outer">Outer loops, outermost first; the first one is shared out over threads.</param>
/// <param name="Inner">The contiguous loop, along which vectors run.</param>
/// <param name="Statements">In order of dependence.</param>
/// <param name="Stored">Values written to memory.</param>
public sealed record Nest(NestForm Form, IReadOnlyList<LoopAxis> Outer, LoopAxis Inner, IReadOnlyList<Statement> Statements, IReadOnlyCollection<int> Stored)
{
    public bool IsDefined(Value value) => Statements.Any(s => s.Target.Id == value.Id);

    /// <summary>Whether the value changes along the inner loop.</summary>
    public bool IsVector(Value value) => value.Axes.Any(Inner.Covers);

    /// <summary>A reduction whose result is complete when the row has been swept.</summary>
    public bool IsRowReduction(Statement statement) =>
        statement.Instruction is Reduce reduce && reduce.Over.Count == Inner.Parts.Count && reduce.Over.All(Inner.Covers);

    /// <summary>A reduction over outer loops (and perhaps the row): its result is complete when the nest has ended.</summary>
    public bool IsOuterReduction(Statement statement) => statement.Instruction is Reduce && (Form == NestForm.Flat || !IsRowReduction(statement));
}
