using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>Prints checks, one line a method; of each method the worst entry alone.</summary>
public static class GradientCheckReport
{
    /// <summary>Writes the header, a line for each result, how to repeat what failed, and how many passed and failed.</summary>
    public static void Write(TextWriter output, IReadOnlyList<GradientCheckResult> results, GradientCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(options);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"gradcheck  float64  central step {Short(options.Step)}*max(1,|x|)  rtol {Short(options.RelativeTolerance)}  atol {Short(options.AbsoluteTolerance)}  seed {options.Seed}"));
        int nameWidth = Widest(results.Select(r => r.Case.Name));
        int entryWidth = Widest(results.Where(r => r.Passed).Select(Entry));
        foreach (var result in results) WriteResult(output, result, nameWidth, entryWidth);
        int skipped = results.Count(r => r.Skipped is not null);
        if (skipped > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{skipped} skipped, which count neither as passed nor as failed"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count(r => r.Passed)} passed, {results.Count(r => r.Failed)} failed"));
    }

    private static void WriteResult(TextWriter output, GradientCheckResult result, int nameWidth, int entryWidth)
    {
        string name = result.Case.Name.PadRight(nameWidth);
        if (result.Skipped is { } reason)
        {
            output.WriteLine($"SKIP {name}  {reason}");
            return;
        }
        if (result.Error is { } error)
        {
            output.WriteLine($"FAIL {name}  {error}");
            output.WriteLine($"     {string.Join("   ", Origin(result))}");
            return;
        }
        if (result.Worst is not { } worst)
        {
            output.WriteLine($"PASS {name}  nothing to differentiate");
            return;
        }
        if (result.Passed)
        {
            string kinks = result.Kinks == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  at a kink: {result.Kinks} of {result.Compared}");
            output.WriteLine($"PASS {name}  {Entry(result).PadRight(entryWidth)}  max rel {Error(worst.RelativeError)}{kinks}");
            return;
        }
        var (analytic, numeric) = Distinct(worst.Analytic, worst.Numeric);
        output.WriteLine($"FAIL {name}  {Entry(result)}  analytic {analytic}  numeric {numeric}  rel {Error(worst.RelativeError)}");
        output.WriteLine($"     {string.Join("   ", Origin(result))}");
    }

    private static string Entry(GradientCheckResult result) => result.Worst switch
    {
        null => "",
        { Parameter: null } => "in a random direction",
        var w when result.Passed || w.Parameter.Shape.Rank == 0 => w.Parameter.ToString(),
        var w => $"{w.Parameter} at {w.Parameter.Position(w.Index)}",
    };

    private static IEnumerable<string> Origin(GradientCheckResult result)
    {
        var c = result.Case;
        if (c.File.Length > 0) yield return string.Create(CultureInfo.InvariantCulture, $"forward {Path.GetFileName(c.File)}:{c.Line}");
        if (c.BackwardFile is { } backward) yield return string.Create(CultureInfo.InvariantCulture, $"backward {Path.GetFileName(backward)}:{c.BackwardLine}");
        yield return string.Create(CultureInfo.InvariantCulture, $"rerun autodiff gradcheck --only {c.Name} --seed {result.Seed}");
    }

    // Four digits, or as many as it takes to see the difference.
    private static (string A, string B) Distinct(double a, double b)
    {
        for (int digits = 4; ; digits++)
        {
            string format = "G" + digits.ToString(CultureInfo.InvariantCulture);
            string left = a.ToString(format, CultureInfo.InvariantCulture), right = b.ToString(format, CultureInfo.InvariantCulture);
            if (left != right || digits == 17) return (left, right);
        }
    }

    private static string Error(double value) => double.IsFinite(value) ? value.ToString("0.0e-0", CultureInfo.InvariantCulture) : "not finite";

    private static string Short(double value) => value.ToString("0.##e-0", CultureInfo.InvariantCulture);

    private static int Widest(IEnumerable<string> texts) => texts.Select(t => t.Length).DefaultIfEmpty(0).Max();
}
