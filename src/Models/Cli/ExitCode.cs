namespace AutoDiff.Models.Cli;

/// <summary>What the process returns.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A check failed: a gradient, an accuracy.</summary>
    public const int CheckFailed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A data or model file is missing, damaged or of another shape.</summary>
    public const int BadData = 3;

    /// <summary>The loss became infinite or NaN.</summary>
    public const int Diverged = 4;

    public const int Internal = 70;

    public const int Interrupted = 130;
}
