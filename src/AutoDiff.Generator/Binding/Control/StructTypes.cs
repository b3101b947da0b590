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

    /// <summary>C# text that makes a value of its leaves, as a composite format with the leaves counted from <paramref name="leaf"/>.</summary>
    public static string Construction(INamedTypeSymbol type, ref int leaf)
    {
        var members = Members(type);
        var values = new string[members.Length];
        for (int i = 0; i < members.Length; i++)
            values[i] = LeafTypes.MemberType(members[i]) is INamedTypeSymbol inner && IsValue(inner) ? Construction(inner, ref leaf) : $"{{{leaf++}}}";
        string name = TypeNames.Text(type);
        // A constructor with a parameter for each member is preferred: members of a readonly struct have no setter.
        var constructor = type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == members.Length && members.Length > 0
            && c.Parameters.All(p => members.Any(m => string.Equals(m.Name, p.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(LeafTypes.MemberType(m), p.Type))));
        if (constructor is not null)
            return $"new {name}({string.Join(", ", constructor.Parameters.Select(p => values[Array.FindIndex(members, m => string.Equals(m.Name, p.Name, StringComparison.OrdinalIgnoreCase))]))})";
        return $"new {name} {{{{ {string.Join(", ", members.Select((m, i) => $"{TypeNames.Escaped(m.Name)} = {values[i]}"))} }}}}";
    }
}
