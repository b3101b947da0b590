namespace AutoDiff.Models.Bench;

/// <summary>One row of the kernel benchmark.</summary>
/// <param name="Name">Case name, shared with the programs for other software.</param>
/// <param name="Shape">For instance <c>4096x256</c>.</param>
/// <param name="Prepare">Allocates and fills the operands; returns the forward pass (null where there is none) and the whole step.</param>
public sealed record BenchCase(string Name, string Shape, Func<(Action? Forward, Action ForwardBackward)> Prepare);
