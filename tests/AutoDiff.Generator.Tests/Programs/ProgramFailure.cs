namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Which law a random program breaks.</summary>
internal enum ProgramLaw
{
    /// <summary>The compiler takes it.</summary>
    IsAccepted,
    /// <summary>The bound function computes what the method does.</summary>
    Bound,
    /// <summary>The gradient function before optimization gives the central differences.</summary>
    Reverse,
    /// <summary>The tangent function gives the gradient times the direction.</summary>
    Forward,
    /// <summary>The optimized gradient function gives what it gave before.</summary>
    Optimized,
    /// <summary>What is generated compiles without warnings.</summary>
    Compiles,
    /// <summary>What is generated does not throw.</summary>
    Returns,
    /// <summary>The generated gradient method gives the value of the method.</summary>
    Value,
    /// <summary>The generated gradient is the central difference.</summary>
    Gradient,
    /// <summary>The generated tangent is the gradient times the direction.</summary>
    Tangent,
    /// <summary>Float is near double.</summary>
    Float,
}

/// <summary>Which generated methods are compiled and run.</summary>
internal enum GeneratedModes
{
    None,
    Gradient,
    GradientAndTangent,
}

/// <summary>A program that breaks a law.</summary>
internal sealed record ProgramFailure(SourceProgram Program, ProgramLaw Law, string Message)
{
    public override string ToString() => $"{Program.Name} breaks the law {Law}: {Message}\n{Program.Text}";
}

/// <summary>Thrown by the property; FsCheck shows its message beside the shrunk program.</summary>
internal sealed class ProgramLawException(ProgramFailure failure) : Exception(failure.ToString());
