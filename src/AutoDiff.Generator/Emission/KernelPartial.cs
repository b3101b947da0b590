using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>Totals that a kernel leaves for each chunk, to be merged in the order of the chunks.</summary>
/// <param name="Name">The tensor of the generated method.</param>
/// <param name="Size">Numbers for each chunk.</param>
/// <param name="Shared">The chunks write disjoint positions: there is one set for all.</param>
internal sealed record KernelPartial(string Name, Value Target, ReduceKind Kind, Extent Size, bool Shared);

/// <summary>A kernel's text and how to call it.</summary>
/// <param name="TypeName">Name of the struct.</param>
/// <param name="Text">Its declaration.</param>
/// <param name="Arguments">Constructor arguments in the generated method.</param>
/// <param name="Extent">Length of the loop that is shared out.</param>
/// <param name="Work">Operations of one iteration of that loop, as a C# expression in the method.</param>
/// <param name="Stashes">Scratch tensors [workers, row] that the method has to rent.</param>
internal sealed record Kernel(string TypeName, string Text, IReadOnlyList<string> Arguments, Extent Extent, string Work,
    IReadOnlyList<KernelPartial> Partials, IReadOnlyList<string> Stashes, Extent StashLength);
