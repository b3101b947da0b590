using System.Globalization;

namespace AutoDiff.Generator.Tests.Ir;

/// <summary>The number of a symbol that is a C# expression: integers, names, + - * / %, parentheses, <c>Math.Min</c> and <c>Math.Max</c>.</summary>
internal sealed class SymbolText
{
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, int> _symbols;
    private int _at;

    private SymbolText(string text, IReadOnlyDictionary<string, int> symbols) => (_text, _symbols) = (text, symbols);

    public static int Evaluate(string text, IReadOnlyDictionary<string, int> symbols) => symbols.TryGetValue(text, out int number) ? number : new SymbolText(text, symbols).Sum();

    private int Sum()
    {
        int value = Product();
        while (Next("+-") is { } sign) value = sign == '+' ? value + Product() : value - Product();
        return value;
    }

    private int Product()
    {
        int value = Factor();
        while (Next("*/%") is { } op)
        {
            int right = Factor();
            value = op switch { '*' => value * right, '/' => value / right, _ => value % right };
        }
        return value;
    }

    private int Factor()
    {
        if (Next("-") is not null) return -Factor();
        if (Next("(") is not null)
        {
            int inner = Sum();
            Expect(")");
            return inner;
        }
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '.' or '_' or ':')) _at++;
        string word = _text[start.._at];
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return number;
        if (Next("(") is null) return _symbols.TryGetValue(word, out int symbol) ? symbol : throw new InvalidOperationException($"'{word}' in '{_text}' has no number.");
        int left = Sum();
        Expect(",");
        int right = Sum();
        Expect(")");
        return word.EndsWith("Min", StringComparison.Ordinal) ? Math.Min(left, right) : Math.Max(left, right);
    }

    private void Expect(string symbol)
    {
        if (Next(symbol) is null) throw new InvalidOperationException($"'{symbol}' is missing in '{_text}' at {_at}.");
    }

    private char? Next(string symbols)
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
        return _at < _text.Length && symbols.Contains(_text[_at], StringComparison.Ordinal) ? _text[_at++] : null;
    }
}
