using System.Globalization;
using AutoDiff.Generator.Scheduling.Regions;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>
/// Random programs keep every law. The normal run checks 500; AUTODIFF_PROGRAMS gives another number (the nightly run: 10000) and AUTODIFF_PROGRAM_SEED another start.
/// </summary>
public class RandomProgramPropertyTests(ITestOutputHelper output)
{
    private const int BatchSize = 50;

    /// <summary>What the compiler accepts so far.</summary>
    private const LanguageFeatures Features = LanguageFeatures.All;

    private const GeneratedModes Modes = GeneratedModes.GradientAndTangent;

    [Fact]
    public void RandomPrograms_KeepTheLaws()
    {
        int programs = Number("AUTODIFF_PROGRAMS", 500);
        ulong seed = (ulong)Number("AUTODIFF_PROGRAM_SEED", 1);
        ProgramFailure? first = null;
        var property = Prop.ForAll(ProgramBatch.Arbitrary(BatchSize, Features), batch =>
        {
            // A smaller program counts only if it breaks the same law.
            if (Failures(batch).FirstOrDefault(f => first is null || f.Law == first.Law) is not { } failure) return;
            first ??= failure;
            throw new ProgramLawException(failure);
        });
        (ProgramLaws.Entries, ProgramLaws.AtKinks) = (0, 0);
        output.WriteLine($"AUTODIFF_PROGRAMS={programs} AUTODIFF_PROGRAM_SEED={seed}");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest((programs + BatchSize - 1) / BatchSize).WithReplay(seed, 1), property);
        output.WriteLine($"{ProgramLaws.Entries} entries of gradients, {ProgramLaws.AtKinks} at kinks");
        Assert.True(ProgramLaws.AtKinks < ProgramLaws.Entries / 20, $"{ProgramLaws.AtKinks} of {ProgramLaws.Entries} entries lie at kinks: too many to say that the gradients are checked.");
    }

    private static IEnumerable<ProgramFailure> Failures(ProgramBatch batch)
    {
        // The arrays are short: in every second batch their loops run on vectors all the same.
        InnerLoop.FewestIterations = batch.Programs[0].Seed % 2;
        var (loaded, failures) = ProgramCompilation.Load(batch.Programs, Modes);
        InnerLoop.FewestIterations = 0;
        return failures.Concat(loaded.Select(program => new ProgramLaws(program, Modes).Check()).OfType<ProgramFailure>());
    }

    private static int Number(string variable, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
