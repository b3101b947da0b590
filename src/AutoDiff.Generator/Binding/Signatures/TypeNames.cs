using System.Text;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Binding;

/// <summary>Types and names as C# text for generated code.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Text(ITypeSymbol type) => type.ToDisplayString(s_qualified);

    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string Namespace(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace) names.Push(Escaped(space.Name));
        return string.Join(".", names);
    }

    /// <summary>The types around a member, outermost first. All of them have to be partial.</summary>
    public static ContainingType[] Containing(INamedTypeSymbol type, bool includingItself)
    {
        var types = new Stack<ContainingType>();
        for (var current = includingItself ? type : type.ContainingType; current is not null; current = current.ContainingType)
        {
            if (!IsPartial(current)) throw new Refusal(Descriptors.ContainingTypeNotPartial, current.Locations.Length > 0 ? current.Locations[0] : Location.None, current.Name);
            string keyword = current switch
            {
                { TypeKind: TypeKind.Interface } => "interface",
                { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
                { TypeKind: TypeKind.Struct } => "struct",
                { IsRecord: true } => "record",
                _ => "class",
            };
            string name = Escaped(current.Name);
            if (current.TypeParameters.Length > 0) name += "<" + string.Join(", ", current.TypeParameters.Select(p => Escaped(p.Name))) + ">";
            types.Push(new ContainingType((current.IsStatic ? "static partial " : "partial ") + keyword, name));
        }
        return types.ToArray();
    }

    private static bool IsPartial(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)) return true;
        return false;
    }

    public static string Accessibility(Accessibility accessibility) => accessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary>Whether the whole assembly may name the member.</summary>
    public static bool IsReachable(ISymbol member)
    {
        for (var current = member; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
            if (current.DeclaredAccessibility is not (Microsoft.CodeAnalysis.Accessibility.Public or Microsoft.CodeAnalysis.Accessibility.Internal or Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal)) return false;
        return true;
    }

    /// <summary>All where-clauses of a method's type parameters.</summary>
    public static string Constraints(IMethodSymbol method)
    {
        var clauses = new List<string>();
        foreach (var parameter in method.TypeParameters)
        {
            var constraints = new List<string>();
            if (parameter.HasUnmanagedTypeConstraint) constraints.Add("unmanaged");
            else if (parameter.HasValueTypeConstraint) constraints.Add("struct");
            else if (parameter.HasReferenceTypeConstraint) constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
            else if (parameter.HasNotNullConstraint) constraints.Add("notnull");
            foreach (var type in parameter.ConstraintTypes) constraints.Add(Text(type));
            if (parameter.HasConstructorConstraint) constraints.Add("new()");
            if (parameter.AllowsRefLikeType) constraints.Add("allows ref struct");
            if (constraints.Count > 0) clauses.Add($"where {Escaped(parameter.Name)} : {string.Join(", ", constraints)}");
        }
        return string.Join(" ", clauses);
    }

    /// <summary>Start of a file name for a type, unique in the compilation also where names differ only in case.</summary>
    public static string Hint(INamedTypeSymbol type)
    {
        var name = new StringBuilder();
        bool ambiguous = false;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            string part = current.TypeParameters.Length == 0 ? current.Name : $"{current.Name}-{current.TypeParameters.Length}";
            name.Insert(0, name.Length == 0 ? part : part + ".");
            int same = 0;
            INamespaceOrTypeSymbol parent = current.ContainingType is { } outer ? outer : current.ContainingNamespace;
            foreach (var sibling in parent.GetTypeMembers())
                if (string.Equals(sibling.Name, current.Name, StringComparison.OrdinalIgnoreCase) && sibling.Arity == current.Arity) same++;
            ambiguous |= same > 1;
        }
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            name.Insert(0, space.Name + ".");
            ambiguous |= space.Name.Length > 0 && char.IsLower(space.Name[0]);
        }
        string hint = name.ToString();
        return ambiguous ? $"{hint}.{Hash(hint)}" : hint;
    }

    /// <summary>FNV-1a, stable across processes.</summary>
    public static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
