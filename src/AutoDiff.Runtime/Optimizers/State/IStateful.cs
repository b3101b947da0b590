namespace AutoDiff.Optimizers;

/// <summary>
/// Something that training changes beside the parameters. One description of its state serves saving, checking and restoring:
/// <see cref="TrainingState"/> keeps it in memory, <see cref="Serialization.Checkpoint"/> in a file.
/// </summary>
public interface IStateful
{
    /// <summary>What it is, such as <c>Adam</c>; the state of another kind is refused.</summary>
    string StateKind { get; }

    /// <summary>Shows every number of the state to the visitor, always the same ones in the same order, which reads or replaces them.</summary>
    void VisitState(StateVisitor visitor);
}
