namespace AutoDiff.Models.Doctor;

/// <summary>What a check says.</summary>
public enum FindingStatus
{
    Pass,

    /// <summary>Unusual; training may still work.</summary>
    Warn,

    /// <summary>Training will not work as it is.</summary>
    Fail,

    /// <summary>Could not be examined; the meaning says why.</summary>
    Skip,
}

/// <summary>The result of one check.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Status">What it says.</param>
/// <param name="Value">The figure that decided; NaN where there is none.</param>
/// <param name="Figure">The figures as text.</param>
/// <param name="Meaning">What they mean, one sentence.</param>
/// <param name="Advice">What to do; empty where there is nothing to do.</param>
public sealed record Finding(string Check, FindingStatus Status, double Value, string Figure, string Meaning, string Advice = "");
