using System.Globalization;

namespace AutoDiff.Generator.Emission;

/// <summary>All numbers in generated code go through here: exact, culture-free, with a suffix, NaN and infinities included.</summary>
internal static class Literals
{
    /// <summary>A number of the float type.</summary>
    /// <param name="type"><c>float</c>, <c>double</c>, or a type parameter.</param>
    public static string Real(double value, string type)
    {
        if (double.IsNaN(value)) return type + ".NaN";
        if (double.IsPositiveInfinity(value)) return type + ".PositiveInfinity";
        if (double.IsNegativeInfinity(value)) return type + ".NegativeInfinity";
        if (value == double.MaxValue) return $"{RuntimeApi.Limits}.Largest<{type}>()";
        if (value == -double.MaxValue) return $"-{RuntimeApi.Limits}.Largest<{type}>()";
        if (value == 0 && 1 / value > 0) return type is "float" or "double" ? Suffixed("0", type) : type + ".Zero";
        if (value == 1) return type is "float" or "double" ? Suffixed("1", type) : type + ".One";
        string digits = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0) digits = "-0.0";
        return type is "float" or "double" ? Suffixed(digits, type) : $"{type}.CreateTruncating({Suffixed(digits, "double")})";
    }

    private static string Suffixed(string digits, string type)
    {
        if (type == "float") return digits + "f";
        return digits.IndexOfAny(['.', 'E', 'e']) >= 0 ? digits : digits + ".0";
    }

    /// <summary>A string literal.</summary>
    public static string Text(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r") + "\"";
}
