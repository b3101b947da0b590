using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>What C# types mean for the values of the intermediate representation.</summary>
/// <param name="real">The float type of the body.</param>
internal sealed class LeafTypes(ITypeSymbol real)
{
    /// <summary>The element type of a number; null for all other types, and where the type is not known.</summary>
    public ElementType? Of(ITypeSymbol? type) => type switch
    {
        null => null,
        { SpecialType: SpecialType.System_Boolean } => ElementType.Bool,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Byte or SpecialType.System_SByte } => ElementType.Int,
        { TypeKind: TypeKind.Enum } => ElementType.Int,
        _ when Known.IsFloat(type) || SymbolEqualityComparer.Default.Equals(type, real) => ElementType.Real,
        _ => null,
    };

    /// <summary>The type of a variable.</summary>
    public static ITypeSymbol? Variable(object variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };

    public static string Name(object variable) => variable switch
    {
        IMethodSymbol => "result",
        ISymbol symbol => symbol.Name,
        Storage storage => storage.Name,
        Flag flag => flag.Name,
        _ => "",
    };

    /// <summary>The types of the parts of a tuple or struct; nulls where they are not known.</summary>
    public static ITypeSymbol? Part(ITypeSymbol? type, Term? term, int position) => (type, term) switch
    {
        (INamedTypeSymbol { IsTupleType: true } tuple, _) => position < tuple.TupleElements.Length ? tuple.TupleElements[position].Type : null,
        (_, StructTerm value) => MemberType(value.Members[position]),
        _ => null,
    };

    public static ITypeSymbol? MemberType(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>The element type that a term has by itself.</summary>
    public static ElementType? Own(Term? term) => term switch
    {
        Quantity quantity => quantity.Value.Type,
        Literal literal => literal.Type,
        Integer => ElementType.Int,
        _ => null,
    };
}
