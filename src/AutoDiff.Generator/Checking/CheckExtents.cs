using System.Globalization;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>Numbers for the symbols of extents: small, and different from each other, so that axes that are mixed up show.</summary>
internal static class CheckExtents
{
    private static readonly int[] Sizes = [4, 6, 2, 8, 3, 5, 7, 9, 10, 11, 12];

    private static readonly Regex Divides = new(@"^(?<divisor>@?\w+) != 0 && (?<number>@?\w+) % \k<divisor> == 0$", RegexOptions.CultureInvariant);

    /// <summary>Each symbol of a dimension with the C# expression of its extent, in an order in which expressions use earlier symbols.</summary>
    public static IEnumerable<(string Symbol, string Value)> Of(Function function)
    {
        var divisors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var check in function.Checks)
            if (Divides.Match(check.Expression) is { Success: true } match) divisors[match.Groups["number"].Value] = match.Groups["divisor"].Value;

        var symbols = function.Symbols.Where(s => s.Dimension is not null).Select(s => s.Symbol).ToList();
        foreach (string symbol in symbols.Where(s => !divisors.ContainsKey(s)).Concat(symbols.Where(divisors.ContainsKey)))
        {
            string size = Sizes[symbols.IndexOf(symbol) % Sizes.Length].ToString(CultureInfo.InvariantCulture);
            yield return (symbol, divisors.TryGetValue(symbol, out string? divisor) ? $"{size} * {divisor}" : size);
        }
    }

    /// <summary>An extent as C#, where the object of a method of a model has the given name.</summary>
    public static string Text(Extent extent, string self) => Regex.Replace(ExtentText.Print(extent, s => s).Text, @"\bthis\.", self + ".");

    public static string Text(IEnumerable<Dimension> dimensions, string self) =>
        string.Join(", ", dimensions.Select(d => d.Axis is { } axis ? Text(axis.Extent, self) : "1"));

    public static string Product(IEnumerable<Dimension> dimensions, string self) =>
        Text(dimensions.Select(d => d.Axis).OfType<Axis>().Aggregate(Extent.One, (n, a) => n * a.Extent), self);
}
