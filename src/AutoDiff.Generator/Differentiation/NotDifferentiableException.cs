using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>A derivative was asked for that the compiler cannot make; the message says of what and names an alternative.</summary>
public sealed class NotDifferentiableException(string message, SourceLine? source) : Exception(message)
{
    /// <summary>The statement that cannot be differentiated.</summary>
    public SourceLine? SourceLine { get; } = source;

    /// <summary>For statements that arise in adjoints and whose own derivative is not known.</summary>
    internal static NotDifferentiableException SecondDerivative(Statement statement) =>
        new($"The second derivative through {statement.Instruction.GetType().Name} is not available; differentiate once, or wrap the operand in StopGradient.",
            statement.Target.Source);
}
