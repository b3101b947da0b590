namespace AutoDiff.Models.Bench;

/// <summary>One row of a benchmark whose cases other software has too.</summary>
/// <param name="Name">Case name, shared with the programs for other software.</param>
/// <param name="Implementation">What is measured, for instance <c>RocAuc.Compute</c>.</param>
/// <param name="Type">float32, float64 or int64, as those programs name them.</param>
/// <param name="Prepare">Allocates and fills the operands; returns the action, and a note for the last column after it ran.</param>
public sealed record PeerCase(string Name, string Implementation, string Type, Func<(Action Action, Func<double, string> Note)> Prepare);
