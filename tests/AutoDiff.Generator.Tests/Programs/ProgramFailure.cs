namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Which law a random program breaks.</summary>
internal enum ProgramLaw
{
    /// <summary>The compiler refuses it.</summary>
    IsAccepted,
    /// <summary>What is generated does not compile without warnings.</summary>
    Compiles,
    /// <summary>It throws.</summary>
    Returns,
    /// <summary>Another value than the method itself.</summary>
    Value,
    /// <summary>The gradient is not the central difference.</summary>
    Gradient,
    /// <summary>The Jacobian-vector product is not the gradient times the direction.</summary>
    Forward,
    /// <summary>The bound function or its gradient before optimization, interpreted, gives other numbers.</summary>
    Unoptimized,
    /// <summary>Float is not near double.</summary>
    Float,
}

/// <summary>A program that breaks a law.</summary>
internal sealed record ProgramFailure(SourceProgram Program, ProgramLaw Law, string Message)
{
    public override string ToString() => $"{Program.Name} breaks the law {Law}: {Message}\n{Program.Text}";
}

/// <summary>Thrown by the property; FsCheck shows its message beside the shrunk program.</summary>
internal sealed class ProgramLawException(ProgramFailure failure) : Exception(failure.ToString());
