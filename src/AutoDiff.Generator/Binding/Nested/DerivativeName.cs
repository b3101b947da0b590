using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>The method that is differentiated and the mode, as the name of a generated method says: <c>LossGradient</c> belongs to <c>Loss</c>.</summary>
internal sealed record DerivativeName(IMethodSymbol Primal, DerivativeModes Mode)
{
    private static readonly (string Suffix, DerivativeModes Mode)[] s_suffixes =
    [
        ("Gradient", DerivativeModes.Gradient), ("Jvp", DerivativeModes.Jvp), ("Hvp", DerivativeModes.Hvp), ("Vjp", DerivativeModes.Vjp),
    ];

    /// <summary>Whether a name may be that of a generated derivative, and of what.</summary>
    public static bool TrySplit(string name, out string stem, out DerivativeModes mode)
    {
        foreach (var (suffix, candidate) in s_suffixes)
        {
            if (name.Length <= suffix.Length || !name.EndsWith(suffix, StringComparison.Ordinal)) continue;
            (stem, mode) = (name.Substring(0, name.Length - suffix.Length), candidate);
            return true;
        }
        (stem, mode) = ("", DerivativeModes.None);
        return false;
    }

    /// <summary>The generated method by its name: a member that has all parameters of an annotated one of the same type.</summary>
    public static DerivativeName? Of(IMethodSymbol method)
    {
        if (Known.IsDifferentiable(method) || !TrySplit(method.Name, out string stem, out var mode)) return null;
        foreach (var primal in Candidates(method.ContainingType, stem))
            if (primal.Parameters.All(p => method.Parameters.Any(q => q.Name == p.Name && SameType(q.Type, p.Type)))) return new DerivativeName(primal, mode);
        return null;
    }

    // Type parameters of two methods are different symbols of one name.
    private static bool SameType(ITypeSymbol a, ITypeSymbol b) =>
        a.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == b.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Annotated methods of a name.</summary>
    public static IEnumerable<IMethodSymbol> Candidates(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().Where(Known.IsDifferentiable);
}
