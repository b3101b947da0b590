using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>Structs and records whose values are their members and nothing else.</summary>
internal static class StructTypes
{
    /// <summary>Whether values of the type are taken apart into their members.</summary>
    public static bool IsValue(ITypeSymbol? type) => type is INamedTypeSymbol { IsTupleType: false, IsRefLikeType: false, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } named
        && (named.TypeKind == TypeKind.Struct || (named.IsRecord && named.BaseType?.SpecialType == SpecialType.System_Object))
        && named.ContainingNamespace is not { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true } && !IsOfSystem(named) && !Known.IsModel(named) && named.OriginalDefinition.DeclaringSyntaxReferences.Length > 0;

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer }) space = outer;
        return space?.Name == "System";
    }

    /// <summary>Fields and automatic properties in the order of their declaration.</summary>
    public static ISymbol[] Members(INamedTypeSymbol type)
    {
        var members = new List<ISymbol>();
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false, IsConst: false } field) members.Add(field.AssociatedSymbol is IPropertySymbol property ? property : field);
        return members.ToArray();
    }
}
