using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>Extents as C# expressions, with the symbols under their local names.</summary>
internal static class ExtentText
{
    public static Code Print(Extent extent, Func<string, string> local)
    {
        if (extent.IsConstant(out long value))
            return new Code(value.ToString(CultureInfo.InvariantCulture), value < 0 ? Precedence.Unary : Precedence.Primary);
        Code? sum = null;
        foreach (var term in extent.Terms)
        {
            long magnitude = Math.Abs(term.Coefficient);
            var factors = term.Symbols.Select(s => Code.Primary(local(s))).ToList();
            if (magnitude != 1 || factors.Count == 0) factors.Insert(0, Code.Primary(magnitude.ToString(CultureInfo.InvariantCulture)));
            var product = factors.Aggregate((a, b) => Code.Binary(a, "*", b, Precedence.Multiplicative));
            sum = sum is not { } left ? (term.Coefficient < 0 ? Code.Unary("-", product) : product)
                : Code.Binary(left, term.Coefficient < 0 ? "-" : "+", product, Precedence.Additive);
        }
        return sum!.Value;
    }

    /// <summary>index * stride, without factors of 1 and 0; null for 0.</summary>
    public static Code? Scaled(Code index, Extent stride, Func<string, string> local)
    {
        if (stride == Extent.Zero) return null;
        return stride.IsOne ? index : Code.Binary(index, "*", Print(stride, local), Precedence.Multiplicative);
    }
}
