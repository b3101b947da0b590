using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>Reads a method with [DerivativeOf]: which method it belongs to, and whether its signature fits.</summary>
internal static class RuleReader
{
    /// <summary>The rule; null after a diagnostic.</summary>
    public static DerivativeRule? Read(IMethodSymbol rule, Action<Diagnostic>? report)
    {
        var attribute = Known.Attribute(rule, "DerivativeOfAttribute");
        if (attribute is null) return null;
        var place = Known.Location(attribute) ?? rule.Locations[0];
        var (owner, name) = Named(attribute, rule);
        if (owner is null || name is null) return null;
        var candidates = owner.GetMembers(name).OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary && !SymbolEqualityComparer.Default.Equals(m, rule)).ToList();
        if (candidates.Count == 0)
        {
            report?.Invoke(Diagnostic.Create(Descriptors.RuleTargetUnknown, place, owner.Name, name));
            return null;
        }
        foreach (var candidate in candidates)
            if (Fit(rule, candidate) is { } found) return found;
        report?.Invoke(Diagnostic.Create(Descriptors.RuleSignature, rule.Locations[0], rule.Name, candidates[0].ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), Wanted(candidates[0])));
        return null;
    }

    private static (INamedTypeSymbol? Owner, string? Name) Named(AttributeData attribute, IMethodSymbol rule) => attribute.ConstructorArguments.Length switch
    {
        1 => (rule.ContainingType, attribute.ConstructorArguments[0].Value as string),
        2 => (attribute.ConstructorArguments[0].Value as INamedTypeSymbol, attribute.ConstructorArguments[1].Value as string),
        _ => (null, null),
    };

    /// <summary>The rule if its signature is one of the two forms for the method.</summary>
    private static DerivativeRule? Fit(IMethodSymbol rule, IMethodSymbol target)
    {
        if (RealTypes.OfReturn(target) is not { } real || !rule.IsStatic || !target.IsStatic || rule.Parameters.Length < target.Parameters.Length) return null;
        for (int i = 0; i < target.Parameters.Length; i++)
            if (!Same(rule.Parameters[i].Type, target.Parameters[i].Type) || rule.Parameters[i].RefKind is RefKind.Out or RefKind.Ref || target.Parameters[i].RefKind is RefKind.Out or RefKind.Ref) return null;
        bool IsReal(ITypeSymbol type) => Same(type, real);
        bool IsRealSpan(ITypeSymbol type) => Known.IsReadOnlySpan(type, out var element) && IsReal(element);
        var differentiated = target.Parameters.Select(p => IsReal(p.Type) || IsRealSpan(p.Type)).ToList();
        if (rule.Parameters.Length == target.Parameters.Length)
        {
            // Partial derivatives are numbers, so there are none with respect to arrays.
            int numbers = target.Parameters.Count(p => IsReal(p.Type));
            bool fits = numbers > 0 && !target.Parameters.Any(p => IsRealSpan(p.Type)) && (numbers == 1 ? IsReal(rule.ReturnType)
                : rule.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == numbers && tuple.TupleElements.All(e => IsReal(e.Type)));
            return fits ? new DerivativeRule(target, rule, RuleForm.Partials, differentiated) : null;
        }
        int next = target.Parameters.Length;
        for (int i = 0; i < target.Parameters.Length; i++)
        {
            if (!differentiated[i]) continue;
            if (next == rule.Parameters.Length) return null;
            var destination = rule.Parameters[next++];
            bool fits = IsReal(target.Parameters[i].Type) ? destination.RefKind == RefKind.Out && IsReal(destination.Type) : Known.IsSpan(destination.Type, out var element) && IsReal(element);
            if (!fits) return null;
        }
        return next == rule.Parameters.Length && IsReal(rule.ReturnType) ? new DerivativeRule(target, rule, RuleForm.Gradient, differentiated) : null;
    }

    private static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b) || TypeNames.Text(a) == TypeNames.Text(b);

    private static string Wanted(IMethodSymbol target)
    {
        if (RealTypes.OfReturn(target) is not { } real) return "a rule exists only for static methods that return a number of the float type";
        string name = TypeNames.Text(real), parameters = string.Join(", ", target.Parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        int numbers = target.Parameters.Count(p => Same(p.Type, real));
        bool hasSpans = target.Parameters.Any(p => Known.IsReadOnlySpan(p.Type, out var element) && Same(element, real));
        if (!hasSpans) return numbers == 1 ? $"write static {name} Rule({parameters})" : $"write static ({string.Join(", ", Enumerable.Repeat(name, numbers))}) Rule({parameters})";
        var destinations = target.Parameters.Where(p => Same(p.Type, real) || Known.IsReadOnlySpan(p.Type, out _)).Select(p => Same(p.Type, real) ? $"out {name}" : $"Span<{name}>");
        return $"write static {name} Rule({parameters}, {string.Join(", ", destinations)})";
    }
}
