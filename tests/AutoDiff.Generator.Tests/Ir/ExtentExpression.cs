using System.Globalization;

namespace AutoDiff.Generator.Tests.Ir;

/// <summary>The number of a symbol that is a C# expression: quotients, remainders, and the functions of Math that extents are made of.</summary>
internal sealed class ExtentExpression(string text, IReadOnlyDictionary<string, int> symbols)
{
    private int _at;

    public static long Evaluate(string text, IReadOnlyDictionary<string, int> symbols) =>
        symbols.TryGetValue(text, out int number) ? number : new ExtentExpression(text.Replace("global::System.Math.", "", StringComparison.Ordinal).Replace("(int)", "", StringComparison.Ordinal), symbols).Sum();

    private long Sum()
    {
        long sum = Product();
        while (Next('+', '-') is { } sign) sum = sign == '+' ? sum + Product() : sum - Product();
        return sum;
    }

    private long Product()
    {
        long product = Factor();
        while (Next('*', '/', '%') is { } sign)
        {
            long factor = Factor();
            product = sign switch { '*' => product * factor, '/' => product / factor, _ => product % factor };
        }
        return product;
    }

    private long Factor()
    {
        if (Next('-') is not null) return -Factor();
        if (Next('(') is not null)
        {
            long inner = Sum();
            Next(')');
            return inner;
        }
        int start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '@')) _at++;
        string word = text[start.._at];
        if (word.Length > 0 && char.IsDigit(word[0])) return long.Parse(word, CultureInfo.InvariantCulture);
        if (Next('(') is null) return symbols[word];
        var arguments = new List<long> { Sum() };
        while (Next(',') is not null) arguments.Add(Sum());
        Next(')');
        return word switch { "Max" => arguments.Max(), "Min" => arguments.Min(), "Abs" => Math.Abs(arguments[0]), _ => throw new NotSupportedException(text) };
    }

    private char? Next(params ReadOnlySpan<char> wanted)
    {
        while (_at < text.Length && text[_at] == ' ') _at++;
        if (_at == text.Length || !wanted.Contains(text[_at])) return null;
        char found = text[_at++];
        while (_at < text.Length && text[_at] == ' ') _at++;
        return found;
    }
}
