using AutoDiff;
using AutoDiff.Checking;

namespace AutoDiff.Runtime.Tests.Checking;

/// <summary>Methods whose derivative is not that of their value.</summary>
public class ExemptionTests
{
    private static readonly CheckedParameter Parameter = new("x", new TensorShape(2), 0);

    [Fact]
    public void ALinearBackwardPass_IsSkippedAndNeverPassed()
    {
        var result = GradientCheck.Run(Case((x, u, g) => { for (int i = 0; i < 2; i++) g[i] = 3 * u[i]; }));
        Assert.False(result.Passed);
        Assert.False(result.Failed);
        Assert.Contains("rounds", result.Skipped, StringComparison.Ordinal);
        Assert.Contains("linear in the upstream gradient", result.Skipped, StringComparison.Ordinal);
        Assert.Equal(2, result.Compared);
    }

    [Fact]
    public void ABackwardPassThatIsNotLinear_Fails() =>
        Assert.True(GradientCheck.Run(Case((x, u, g) => { for (int i = 0; i < 2; i++) g[i] = u[i] * u[i]; })).Failed);

    [Fact]
    public void ABackwardPassThatForgetsAnElement_Fails() => Assert.True(GradientCheck.Run(Case((x, u, g) => g[0] = u[0])).Failed);

    [Fact]
    public void AScalarOfThatKind_IsSkippedWithoutAnyCheck()
    {
        var result = GradientCheck.Run(Case((_, _, _) => { }) with { ResultLength = 1 });
        Assert.Equal("it rounds", result.Skipped);
        Assert.Equal(0, result.Compared);
    }

    [Fact]
    public void AMethodOutOfReach_IsSkippedWithTheReason() =>
        Assert.Equal("it is private", GradientCheck.Run(GradientCheckCase.OutOfReach("F", "F.cs", 1, "it is private")).Skipped);

    [Fact]
    public void TheReport_CountsSkippedMethodsApart_AndAMethodThatThrowsAsFailed()
    {
        using var writer = new StringWriter();
        var options = new GradientCheckOptions();
        var results = GradientCheck.RunAll(
        [
            GradientCheckCase.OutOfReach("Private", "F.cs", 1, "it is private"),
            Case((_, _, _) => throw new ArgumentException("no such shape")) with { Exemption = null },
        ], options);
        GradientCheckReport.Write(writer, results, options);
        Assert.EndsWith("""
            SKIP Private  it is private
            FAIL F        no such shape
                 forward F.cs:1   rerun autodiff gradcheck --only F --seed 20261122
            1 skipped, which count neither as passed nor as failed
            0 passed, 1 failed

            """.ReplaceLineEndings("\n"), writer.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static GradientCheckCase Case(ProjectedGradient gradient) =>
        new("F", "F.cs", 1, [Parameter], (_, _) => 0, gradient) { ResultLength = 2, Exemption = "it rounds" };
}
