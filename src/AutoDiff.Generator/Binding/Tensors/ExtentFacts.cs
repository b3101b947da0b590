using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>What is known about extents beyond their symbols: which quotients are exact, and the conditions that the entry check has to test for that.</summary>
internal sealed class ExtentFacts
{
    private readonly List<(string Symbol, Extent Numerator, Extent Denominator)> _exact = [];
    private readonly List<ExtentCheck> _checks = [];

    public IReadOnlyList<ExtentCheck> Checks => _checks;

    public void Require(string condition, string message)
    {
        var check = new ExtentCheck(condition, message);
        if (!_checks.Contains(check)) _checks.Add(check);
    }

    public bool Equal(Extent a, Extent b) => a == b || (_exact.Count > 0 && Simplify(a) == Simplify(b));

    /// <summary>Replaces (C / G) * G by C where G is known to divide C.</summary>
    public Extent Simplify(Extent extent)
    {
        foreach (var (symbol, numerator, denominator) in _exact)
        {
            var sum = Extent.Zero;
            foreach (var term in extent.Terms)
            {
                var product = Monomial(term);
                if (term.Symbols.Contains(symbol) && Quotient(product, Extent.Symbol(symbol) * denominator) is { } rest) product = rest * numerator;
                sum += product;
            }
            extent = sum;
        }
        return extent;
    }

    /// <summary>The quotient, with a condition for the entry check where it cannot be proven to be exact; null where it cannot be exact.</summary>
    public Extent? DivideExactly(Extent a, Extent b, string message)
    {
        (a, b) = (Simplify(a), Simplify(b));
        if (Known(a, b) is { } exact) return exact;
        if (a.IsConstant(out _) && b.IsConstant(out _)) return null;
        var quotient = Reduced(a, b, out var numerator, out var denominator);
        Require($"{Text(denominator)} != 0 && {Text(numerator)} % {Text(denominator)} == 0", message);
        if (!_exact.Any(e => e.Symbol == quotient.ToString())) _exact.Add((quotient.ToString(), numerator, denominator));
        return quotient;
    }

    /// <summary>Integer division as C# does it.</summary>
    public Extent Divide(Extent a, Extent b)
    {
        (a, b) = (Simplify(a), Simplify(b));
        if (Known(a, b) is { } exact) return exact;
        if (a.IsConstant(out long n) && b.IsConstant(out long d) && d != 0) return Extent.Constant(n / d);
        return Reduced(a, b, out _, out _);
    }

    /// <summary>The remainder as C# has it.</summary>
    public Extent Remainder(Extent a, Extent b)
    {
        (a, b) = (Simplify(a), Simplify(b));
        if (Known(a, b) is not null) return Extent.Zero;
        if (a.IsConstant(out long n) && b.IsConstant(out long d) && d != 0) return Extent.Constant(n % d);
        return Extent.Symbol($"({Text(a)} % {Text(b)})");
    }

    /// <summary>Records that two extents are equal where that cannot be proven: the entry check tests it. False where they cannot be equal.</summary>
    public bool RequireEqual(Extent a, Extent b, string message)
    {
        if (Equal(a, b)) return true;
        if ((Simplify(a) - Simplify(b)).IsConstant(out _)) return false;
        Require($"{a} == {b}", message);
        return true;
    }

    public static string Text(Extent extent) => extent.Terms.Count == 1 && extent.Terms[0] is { Coefficient: 1, Symbols.Count: 1 } or { Symbols.Count: 0, Coefficient: > 0 } ? extent.ToString() : $"({extent})";

    private static Extent Monomial(Extent.Monomial term)
    {
        var product = Extent.Constant(term.Coefficient);
        foreach (string symbol in term.Symbols) product *= Extent.Symbol(symbol);
        return product;
    }

    /// <summary>The quotient where it is exact by itself or by what is known: S * C / G is S * (C / G) where G divides C.</summary>
    private Extent? Known(Extent a, Extent b)
    {
        if (Quotient(a, b) is { } exact) return exact;
        foreach (var (symbol, numerator, denominator) in _exact)
            if (Quotient(a, numerator) is { } outer && Quotient(b, denominator) is { } inner && Quotient(outer * Extent.Symbol(symbol), inner) is { } quotient) return quotient;
        return null;
    }

    /// <summary>The quotient where every term of the dividend is a multiple of the divisor.</summary>
    private static Extent? Quotient(Extent a, Extent b)
    {
        if (b.Terms.Count == 0) return null;
        if (a == b) return Extent.One;
        if (b.Terms.Count != 1) return null;
        var divisor = b.Terms[0];
        var sum = Extent.Zero;
        foreach (var term in a.Terms)
        {
            if (term.Coefficient % divisor.Coefficient != 0) return null;
            var symbols = term.Symbols.ToList();
            foreach (string symbol in divisor.Symbols)
                if (!symbols.Remove(symbol)) return null;
            sum += Monomial(new Extent.Monomial(term.Coefficient / divisor.Coefficient, symbols.ToEquatable()));
        }
        return sum;
    }

    /// <summary>a / b as a symbol, after common factors are cancelled.</summary>
    private static Extent Reduced(Extent a, Extent b, out Extent numerator, out Extent denominator)
    {
        (numerator, denominator) = (a, b);
        if (b.Terms.Count == 1)
            foreach (string symbol in b.Terms[0].Symbols)
                if (Quotient(numerator, Extent.Symbol(symbol)) is { } n && Quotient(denominator, Extent.Symbol(symbol)) is { } d)
                    (numerator, denominator) = (n, d);
        return numerator / denominator;
    }
}
