using System.Globalization;
using AutoDiff.Diagnostics;

namespace AutoDiff.Models.Doctor;

/// <summary>Whether training repeats itself to the bit, with any number of threads.</summary>
internal static class RepeatCheck
{
    private static readonly DeterminismOptions Options = new() { Steps = 10, WorkerCounts = [1, 2, 3] };

    public static Finding Run(Patient patient)
    {
        var result = DeterminismCheck.Run(() => patient.Start(patient.Examined(), patient.SafeRate), Options);
        string threads = string.Join(", ", Options.WorkerCounts);
        if (result.Difference is not { } d)
            return new Finding("determinism", FindingStatus.Pass, 0, $"{result.Steps} steps equal to the bit with {threads} threads", "the same seed gives the same model");
        string where = d.Name.Length == 0 ? "the loss" : string.Create(CultureInfo.InvariantCulture, $"{d.Name}, element {d.Element},");
        return new Finding("determinism", FindingStatus.Fail, d.Step, string.Create(CultureInfo.InvariantCulture, $"{where} is {d.First:R} and {d.Second:R} after step {d.Step} with {d.Workers} threads"),
            "a run cannot be repeated, so no change can be measured", "look for randomness without the seed, and for state that is shared between runs");
    }
}
