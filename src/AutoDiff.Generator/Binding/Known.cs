using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>The types of the runtime and the base class library that the language knows, recognised by name: no symbol outlives its compilation.</summary>
internal static class Known
{
    public const string DifferentiableAttribute = "AutoDiff.DifferentiableAttribute";
    public const string ModelAttribute = "AutoDiff.ModelAttribute";
    public const string GradientCheckRegistryAttribute = "AutoDiff.Checking.GradientCheckRegistryAttribute";

    public static bool IsTensor(ITypeSymbol type, out ITypeSymbol element) => IsGeneric(type, "Tensor", "AutoDiff", out element);

    public static bool IsReadOnlySpan(ITypeSymbol type, out ITypeSymbol element) => IsGeneric(type, "ReadOnlySpan", "System", out element);

    public static bool IsSpan(ITypeSymbol type, out ITypeSymbol element) => IsGeneric(type, "Span", "System", out element);

    /// <summary>Span, array or tensor: what elements can be assigned of.</summary>
    public static bool IsWritable(ITypeSymbol type) => type is IArrayTypeSymbol || IsSpan(type, out _) || IsTensor(type, out _);

    /// <summary>Any type with elements: tensors, spans and arrays.</summary>
    public static bool IsIndexed(ITypeSymbol type, out ITypeSymbol element)
    {
        element = type is IArrayTypeSymbol array ? array.ElementType : type;
        return type is IArrayTypeSymbol || IsTensor(type, out element) || IsSpan(type, out element) || IsReadOnlySpan(type, out element);
    }

    public static bool IsMask(ITypeSymbol type) => Is(type, "Mask", "AutoDiff");

    public static bool IsShape(ITypeSymbol type) => Is(type, "TensorShape", "AutoDiff");

    public static bool IsOps(ITypeSymbol type) => Is(type, "Ops", "AutoDiff");

    /// <summary>Math, MathF, and the generic numeric types whose static functions are T.Exp and so on.</summary>
    public static bool IsMathematics(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32
        || (type.ContainingNamespace is { Name: "System" } && type.Name is "Math" or "MathF")
        || (type.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" } && type.TypeKind == TypeKind.Interface);

    public static bool IsFloat(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>A type parameter that stands for any float type.</summary>
    public static bool IsGenericFloat(ITypeSymbol type, out bool complete)
    {
        complete = false;
        if (type is not ITypeParameterSymbol parameter) return false;
        bool isFloat = false, isBinary = false;
        foreach (var constraint in parameter.ConstraintTypes)
        {
            if (constraint.ContainingNamespace is not { Name: "Numerics", ContainingNamespace.Name: "System" }) continue;
            isBinary |= constraint.Name == "IBinaryFloatingPointIeee754";
            isFloat = true;
        }
        complete = isBinary && parameter.HasUnmanagedTypeConstraint;
        return isFloat;
    }

    public static bool IsModel(ITypeSymbol type) => Attribute(type, "ModelAttribute") is not null;

    /// <summary>Whether a method with [DerivativeOf].</summary>
    public static bool IsRule(IMethodSymbol method) => Attribute(method, "DerivativeOfAttribute") is not null;

    public static bool IsDifferentiable(IMethodSymbol method) => Attribute(method, "DifferentiableAttribute") is not null;

    /// <summary>An attribute of the runtime on a symbol.</summary>
    public static AttributeData? Attribute(ISymbol symbol, string name) => Attribute(symbol.GetAttributes(), name);

    public static AttributeData? Attribute(System.Collections.Immutable.ImmutableArray<AttributeData> attributes, string name)
    {
        foreach (var attribute in attributes)
            if (attribute.AttributeClass is { } type && Is(type, name, "AutoDiff")) return attribute;
        return null;
    }

    /// <summary>A named truth value of an attribute; false where it is not given.</summary>
    public static bool Flag(AttributeData? attribute, string name)
    {
        if (attribute is not null)
            foreach (var argument in attribute.NamedArguments)
                if (argument.Key == name) return argument.Value.Value is true;
        return false;
    }

    /// <summary>The strings of [Shape(...)]; null without the attribute.</summary>
    public static string[]? Shape(System.Collections.Immutable.ImmutableArray<AttributeData> attributes)
    {
        if (Attribute(attributes, "ShapeAttribute") is not { } shape || shape.ConstructorArguments.Length == 0) return null;
        var argument = shape.ConstructorArguments[0];
        if (argument.Kind != TypedConstantKind.Array || argument.IsNull) return null;
        var names = new string[argument.Values.Length];
        for (int i = 0; i < names.Length; i++) names[i] = argument.Values[i].Value as string ?? "";
        return names;
    }

    public static Location? Location(AttributeData? attribute) => attribute?.ApplicationSyntaxReference is { } reference
        ? Microsoft.CodeAnalysis.Location.Create(reference.SyntaxTree, reference.Span) : null;

    private static bool IsGeneric(ITypeSymbol type, string name, string space, out ITypeSymbol element)
    {
        bool matches = type is INamedTypeSymbol { TypeArguments.Length: 1 } && Is(type, name, space);
        element = matches ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        return matches;
    }

    private static bool Is(ITypeSymbol type, string name, string space) =>
        type.Name == name && type.ContainingType is null && type.ContainingNamespace is { ContainingNamespace.IsGlobalNamespace: true } n && n.Name == space;
}
