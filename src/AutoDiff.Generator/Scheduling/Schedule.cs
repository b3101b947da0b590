using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>One action of a scheduled function, in execution order.</summary>
public abstract record Step;

/// <summary>A scalar computed between kernels.</summary>
public sealed record ScalarStep(Statement Statement) : Step;

/// <summary>An integer tensor computed by a plain loop.</summary>
public sealed record IntegerStep(Statement Statement) : Step;

/// <summary>A fused loop nest.</summary>
public sealed record KernelStep(Nest Nest) : Step;

/// <summary>A matrix product.</summary>
public sealed record ProductStep(Statement Statement) : Step;

/// <summary>A function of the runtime that works on whole tensors.</summary>
public sealed record CallStep(Statement Statement) : Step;

/// <summary>A buffer set to zero.</summary>
public sealed record ZeroStep(Value Target) : Step;

/// <summary>A function as a sequence of steps over buffers.</summary>
/// <param name="Storage">The address of each value that lives in memory.</param>
/// <param name="Scratch">Buffers to rent, in order of first use.</param>
/// <param name="Outputs">For each result that is a tensor the buffer of its destination.</param>
/// <param name="SparseRows">For each sparse gradient the buffer of its rows.</param>
public sealed record Schedule(Function Function, IReadOnlyList<Step> Steps, IReadOnlyDictionary<int, Access> Storage,
    IReadOnlyList<Buffer> Scratch, IReadOnlyDictionary<string, Buffer> Outputs, IReadOnlyDictionary<string, Buffer> SparseRows);
