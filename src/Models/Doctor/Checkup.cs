namespace AutoDiff.Models.Doctor;

/// <summary>All checks, from the cheap and basic to those that train.</summary>
public static class Checkup
{
    private static readonly Func<Patient, IEnumerable<Finding>>[] Checks =
    [
        p => [InitialLossCheck.Run(p)],
        ActivationChecks.Run,
        p => TrialChecks.Run(p),
        p => [LearningRateCheck.Run(p)],
        p => [OverfitCheck.Run(p)],
        p => [BaselineCheck.Run(p)],
        p => [RepeatCheck.Run(p)],
        p => [LossScaleCheck.Run(p)],
    ];

    /// <summary>Runs the checks one after another; the caller sees each finding when it is there.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two checks.</exception>
    public static IEnumerable<Finding> Run(Patient patient, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var numbers = FiniteNumbersCheck.Run(patient);
        yield return numbers;
        if (numbers.Status == FindingStatus.Fail)
        {
            yield return new Finding("other checks", FindingStatus.Skip, double.NaN, "not run", "every other figure would follow from the number that is not finite", "remove its cause and run again");
            yield break;
        }
        foreach (var check in Checks)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var finding in check(patient)) yield return finding;
        }
    }
}
