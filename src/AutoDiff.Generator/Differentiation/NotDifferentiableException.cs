using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>A derivative was asked for that the compiler cannot make; the message says of what and names an alternative.</summary>
public sealed class NotDifferentiableException(string message, SourceLine? source) : Exception(message)
{
    /// <summary>The statement that cannot be differentiated.</summary>
    public SourceLine? SourceLine { get; } = source;

    /// <summary>For a table with a sparse gradient that is read in a loop or branch.</summary>
    internal static NotDifferentiableException SparseInRegion(Value table, Statement use) =>
        new($"The table {table.Name} has a sparse gradient and may only be used by Gather outside of loops and branches, or by one EmbeddingBag; remove its sparse marking or the other use.",
            use.Targets.Count > 0 ? use.Targets[0].Source : null);

    /// <summary>For a call of a method that has no derivative.</summary>
    internal static NotDifferentiableException NoGradient(string method, Statement call) =>
        new($"The call of {method} has no derivative; mark the method [Differentiable], give it a rule with [DerivativeOf], or wrap its arguments in StopGradient.",
            call.Targets.Count > 0 ? call.Targets[0].Source : null);

    /// <summary>For statements that reverse mode alone can differentiate.</summary>
    internal static NotDifferentiableException Tangent(Statement statement) =>
        new($"Forward mode through {statement.Instruction.GetType().Name} is not available; ask for Modes.Gradient or Modes.Vjp only.", statement.Targets[0].Source);

    /// <summary>For statements that arise in adjoints and whose own derivative is not known.</summary>
    internal static NotDifferentiableException SecondDerivative(Statement statement) =>
        new($"The second derivative through {statement.Instruction.GetType().Name} is not available; differentiate once, or wrap the operand in StopGradient.",
            statement.Targets[0].Source);
}
