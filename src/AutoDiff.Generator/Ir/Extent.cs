using System.Globalization;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// The number of positions along an axis: a polynomial with integer coefficients over symbols (<c>N</c>, <c>C</c>, an integer parameter),
/// kept in a normal form so that equal extents are equal records. Quotients that do not divide exactly become symbols of their own.
/// </summary>
public sealed record Extent
{
    // Sorted, without zero coefficients; the empty monomial is the constant term.
    private readonly EquatableArray<Monomial> _terms;

    private Extent(IEnumerable<Monomial> terms) => _terms = terms.ToEquatable();

    /// <summary>A product of symbols, sorted, times a coefficient.</summary>
    public sealed record Monomial(long Coefficient, EquatableArray<string> Symbols)
    {
        internal string Key => string.Join("*", Symbols);
    }

    public static Extent One { get; } = Constant(1);

    public static Extent Zero { get; } = Constant(0);

    public EquatableArray<Monomial> Terms => _terms;

    public static Extent Constant(long value) => Normalize([new Monomial(value, default)]);

    /// <summary>A symbol: a C# expression that may stand in a product without parentheses.</summary>
    public static Extent Symbol(string name) => Normalize([new Monomial(1, EquatableArray.Of(name))]);

    public bool IsConstant(out long value)
    {
        value = _terms.Count == 0 ? 0 : _terms[0].Coefficient;
        return _terms.Count == 0 || (_terms.Count == 1 && _terms[0].Symbols.Count == 0);
    }

    public bool IsOne => IsConstant(out long value) && value == 1;

    /// <summary>The symbols this extent is made of.</summary>
    public IEnumerable<string> Symbols => _terms.SelectMany(t => t.Symbols).Distinct(StringComparer.Ordinal);

    public static Extent operator +(Extent a, Extent b) => Normalize(a._terms.Concat(b._terms));

    public static Extent operator -(Extent a, Extent b) => a + Constant(-1) * b;

    public static Extent operator *(Extent a, Extent b) =>
        Normalize(from s in a._terms
                  from t in b._terms
                  select new Monomial(s.Coefficient * t.Coefficient, s.Symbols.Concat(t.Symbols).OrderBy(n => n, StringComparer.Ordinal).ToEquatable()));

    /// <summary>The quotient, exact where the divisor is a monomial that divides each term; otherwise a symbol <c>(a / b)</c>.</summary>
    public static Extent operator /(Extent a, Extent b)
    {
        if (a == b) return One;
        if (b.IsOne) return a;
        if (b._terms.Count == 1)
        {
            var exact = new List<Monomial>();
            foreach (var term in a._terms)
            {
                if (TryDivide(term, b._terms[0]) is not { } quotient) return Quotient(a, b);
                exact.Add(quotient);
            }
            return Normalize(exact);
        }
        return Quotient(a, b);
    }

    private static Extent Quotient(Extent a, Extent b) => Symbol($"({Factor(a)} / {Factor(b)})");

    /// <summary>The extent as text that may stand in a product or quotient.</summary>
    private static string Factor(Extent e) => e._terms.Count == 1 && e._terms[0] is { Coefficient: 1, Symbols.Count: 1 } or { Coefficient: > 1, Symbols.Count: 0 } ? e.ToString() : $"({e})";

    private static Monomial? TryDivide(Monomial a, Monomial b)
    {
        if (b.Coefficient == 0 || a.Coefficient % b.Coefficient != 0) return null;
        var symbols = a.Symbols.ToList();
        foreach (string symbol in b.Symbols)
            if (!symbols.Remove(symbol)) return null;
        return new Monomial(a.Coefficient / b.Coefficient, symbols.ToEquatable());
    }

    private static Extent Normalize(IEnumerable<Monomial> terms) =>
        new(terms.GroupBy(t => t.Key, StringComparer.Ordinal)
            .Select(g => new Monomial(g.Sum(t => t.Coefficient), g.First().Symbols))
            .Where(t => t.Coefficient != 0)
            // (C / G) * G is C for a divisor that the entry check has proven to divide: see Cancel.
            .OrderBy(t => t.Symbols.Count == 0).ThenBy(t => t.Key, StringComparer.Ordinal));

    /// <summary>The extent as a C# expression; a sum is not parenthesised.</summary>
    public override string ToString()
    {
        if (_terms.Count == 0) return "0";
        var parts = new List<string>();
        foreach (var term in _terms)
        {
            string product = string.Join(" * ", term.Symbols);
            long magnitude = Math.Abs(term.Coefficient);
            string text = term.Symbols.Count == 0 ? magnitude.ToString(CultureInfo.InvariantCulture)
                : magnitude == 1 ? product : magnitude.ToString(CultureInfo.InvariantCulture) + " * " + product;
            parts.Add((term.Coefficient < 0 ? (parts.Count == 0 ? "-" : " - ") : (parts.Count == 0 ? "" : " + ")) + text);
        }
        return string.Concat(parts);
    }
}
