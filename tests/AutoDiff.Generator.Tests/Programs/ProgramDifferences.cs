namespace AutoDiff.Generator.Tests.Programs;

/// <summary>
/// Central differences of a program at a point with three steps: a right derivative is near one of them, whatever the curvature. Entries at kinks, where no
/// difference can tell, have none.
/// </summary>
internal sealed class ProgramDifferences
{
    private readonly (double Numeric, double Noise)[][] _entries;

    private ProgramDifferences((double, double)[][] entries) => _entries = entries;

    /// <summary>Entries at kinks.</summary>
    public int AtKinks => _entries.Count(e => e.Length == 0);

    /// <param name="at">The point.</param>
    /// <param name="value">The program.</param>
    /// <param name="path">A number that tells the ways apart that its conditions go.</param>
    public static ProgramDifferences Of(ProgramPoint at, Func<ProgramPoint, double> value, Func<ProgramPoint, long> path)
    {
        double middle = value(at);
        long here = path(at);
        (double, double)[] Entry(int entry)
        {
            var differences = new List<(double, double)>();
            foreach (double step in new[] { 6e-6, 6e-5, 1e-6 })
            {
                double h = step * Math.Max(1, Math.Abs(at[entry]));
                ProgramPoint after = at.Moved(entry, h), before = at.Moved(entry, -h);
                double right = value(after), left = value(before), numeric = (right - left) / (2 * h);
                // Another path, or one-sided differences that disagree: a smooth function bends by its second derivative times the step.
                bool bends = Math.Abs(right - 2 * middle + left) / h > 2e-3 * (1 + Math.Abs(numeric));
                if (step == 6e-6 && (bends || path(after) != here || path(before) != here)) return [];
                differences.Add((numeric, 1e-14 * Math.Abs(middle) / h));
            }
            return [.. differences];
        }
        return new([.. Enumerable.Range(0, ProgramPoint.Length).Select(Entry)]);
    }

    /// <summary>The first entry that none of the differences confirms, as a sentence.</summary>
    public string? Mismatch(ProgramPoint gradient)
    {
        for (int i = 0; i < _entries.Length; i++)
        {
            double analytic = gradient[i];
            if (_entries[i].Length == 0 || _entries[i].Any(d => Math.Abs(d.Numeric - analytic) <= 1e-6 * (1 + Math.Abs(d.Numeric)) + d.Noise)) continue;
            return $"d{ProgramPoint.NameOf(i)} is {analytic:R}, differences give {_entries[i][0].Numeric:R}";
        }
        return null;
    }
}
