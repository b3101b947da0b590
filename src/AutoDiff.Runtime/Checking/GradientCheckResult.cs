namespace AutoDiff.Checking;

/// <summary>The entry of a gradient that agrees least.</summary>
/// <param name="Parameter">The parameter; null if the gradient was compared in a random direction.</param>
/// <param name="Index">Number of the element in its parameter, or of the direction.</param>
/// <param name="Analytic">What the derivative gave.</param>
/// <param name="Numeric">What the difference gave.</param>
/// <param name="RelativeError">|a - n| / (max(|a|, |n|) + absolute / relative tolerance).</param>
/// <param name="Tolerance">The largest |a - n| that would have passed.</param>
public sealed record GradientCheckEntry(CheckedParameter? Parameter, int Index, double Analytic, double Numeric, double RelativeError, double Tolerance);

/// <summary>The outcome for one method.</summary>
/// <param name="Case">The method.</param>
/// <param name="Passed">Every comparison was within its tolerance.</param>
/// <param name="Worst">The worst comparison: the first that failed with the largest error, else the largest error; null if nothing was compared.</param>
/// <param name="Compared">Number of comparisons.</param>
/// <param name="Kinks">Comparisons at a kink, where the two one-sided slopes differ and the gradient has only to lie between them.</param>
/// <param name="Seed">The seed that repeats the check.</param>
public sealed record GradientCheckResult(GradientCheckCase Case, bool Passed, GradientCheckEntry? Worst, int Compared, int Kinks, ulong Seed)
{
    /// <summary>Why the gradient was not compared with differences, and what was checked instead; such a result has neither passed nor failed.</summary>
    public string? Skipped { get; init; }

    /// <summary>What the method or its derivative threw.</summary>
    public string? Error { get; init; }

    /// <summary>Neither passed nor skipped.</summary>
    public bool Failed => !Passed && Skipped is null;
}
