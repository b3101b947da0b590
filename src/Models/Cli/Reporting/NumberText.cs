using System.Globalization;

namespace AutoDiff.Models.Cli;

/// <summary>Numbers for people: four significant digits, an exponent below 1e-3, never the culture of the machine.</summary>
public static class NumberText
{
    public static string Short(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        return Math.Abs(value) < 1e-3 || Math.Abs(value) >= 1e6 ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : value.ToString("G4", CultureInfo.InvariantCulture);
    }

    public static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
