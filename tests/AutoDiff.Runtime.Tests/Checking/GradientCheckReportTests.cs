using AutoDiff;
using AutoDiff.Checking;

namespace AutoDiff.Runtime.Tests.Checking;

public class GradientCheckReportTests
{
    [Fact]
    public void TheReport_ShowsTheWorstEntryOfEachMethod_AndHowToRepeatIt()
    {
        var passed = new GradientCheckResult(Case("SoftmaxCrossEntropy", "logits", 8, 10), true, Worst("logits", [8, 10], 3, 1, 1, 3.1e-10), 83, 0, 20261122);
        var attention = Case("Attention", "q", 4, 16) with { BackwardFile = "obj/Attention.g.cs", BackwardLine = 88 };
        var failed = new GradientCheckResult(attention, false, Worst("q", [4, 16], 2 * 16 + 7, 0.41834, 0.41272, 0.0136), 83, 0, 20261122);

        Assert.Equal("""
            gradcheck  float64  central step 6e-6*max(1,|x|)  rtol 1e-6  atol 1e-9  seed 20261122
            PASS SoftmaxCrossEntropy  logits[8,10]  max rel 3.1e-10
            FAIL Attention            q[4,16] at (2,7)  analytic 0.4183  numeric 0.4127  rel 1.4e-2
                 forward Attention.cs:31   backward Attention.g.cs:88   rerun autodiff gradcheck --only Attention --seed 20261122
            1 passed, 1 failed

            """, Report(passed, failed), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void NumbersThatDifferLate_AreShownWithMoreDigits()
    {
        string report = Report(new GradientCheckResult(Case("F", "x"), false, Worst("x", [], 0, 1.00000123, 1, 1.2e-6), 1, 0, 1));
        Assert.Contains("F  x  analytic 1.000001  numeric 1  rel 1.2e-6", report, StringComparison.Ordinal);
    }

    [Fact]
    public void KinksAndDirections_AreMentioned()
    {
        Assert.Contains("max rel 0.0e0  at a kink: 2 of 9", Report(new GradientCheckResult(Case("F", "x"), true, Worst("x", [], 0, 1, 1, 0), 9, 2, 1)), StringComparison.Ordinal);
        var worst = new GradientCheckEntry(null, 1, 1, 2, 0.5, 1e-6);
        Assert.Contains("FAIL F  in a random direction  analytic 1  numeric 2", Report(new GradientCheckResult(Case("F", "x"), false, worst, 9, 0, 1)), StringComparison.Ordinal);
    }

    private static GradientCheckCase Case(string name, string parameter, params int[] shape) =>
        new(name, $"src/{name}.cs", 31, [new CheckedParameter(parameter, new TensorShape(shape), 0)], (_, _) => 0, (_, _, _) => { });

    private static GradientCheckEntry Worst(string name, int[] shape, int index, double analytic, double numeric, double error) =>
        new(new CheckedParameter(name, new TensorShape(shape), 0), index, analytic, numeric, error, 1e-6);

    private static string Report(params GradientCheckResult[] results)
    {
        using var writer = new StringWriter();
        GradientCheckReport.Write(writer, results, new GradientCheckOptions());
        return writer.ToString();
    }
}
