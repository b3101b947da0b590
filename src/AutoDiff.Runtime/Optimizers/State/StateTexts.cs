using System.Globalization;

namespace AutoDiff.Optimizers;

/// <summary>Numbers as texts that give the same bits back.</summary>
internal static class StateTexts
{
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    public static long Count(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static bool Flag(string text) => text == "true";

    public static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    public static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public static bool TryParse(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }
}
