using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>Finds the float type that a method or model works in.</summary>
internal static class RealTypes
{
    /// <summary>The first float type in the result and the parameters, tensors before numbers; null where there is none.</summary>
    public static ITypeSymbol? Of(IMethodSymbol method)
    {
        ITypeSymbol? number = null;
        var types = new List<ITypeSymbol> { method.ReturnType };
        foreach (var parameter in method.Parameters) types.Add(parameter.Type);
        if (!method.IsStatic) types.Insert(0, method.ContainingType);
        foreach (var type in types)
        {
            if (OfContainer(type) is { } element) return element;
            if (number is null && IsNumber(type)) number = type;
        }
        return number;
    }

    /// <summary>The float type inside the body of a method that is called where <paramref name="real"/> is the float type.</summary>
    public static ITypeSymbol OfCallee(IMethodSymbol method, ITypeSymbol real)
    {
        if (method.MethodKind == MethodKind.LocalFunction) return real;
        if (Of(method) is { } own) return own;
        // A method of a generic struct: its type parameter stands for the float type.
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            foreach (var parameter in type.TypeParameters)
                if (Known.IsGenericFloat(parameter, out _)) return parameter;
        return real;
    }

    /// <summary>The float type of a tensor, span, model or tuple.</summary>
    private static ITypeSymbol? OfContainer(ITypeSymbol type)
    {
        if (Known.IsIndexed(type, out var element)) return IsNumber(element) ? element : null;
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            foreach (var field in tuple.TupleElements)
                if (OfContainer(field.Type) is { } inner) return inner;
            foreach (var field in tuple.TupleElements)
                if (IsNumber(field.Type)) return field.Type;
        }
        if (type is INamedTypeSymbol structure && StructTypes.IsValue(structure))
        {
            foreach (var member in StructTypes.Members(structure))
                if (LeafTypes.MemberType(member) is { } memberType && (IsNumber(memberType) ? memberType : OfContainer(memberType)) is { } inner) return inner;
        }
        return type is INamedTypeSymbol named && Known.IsModel(named) ? OfModel(named) : null;
    }

    /// <summary>The float type of a model: that of its first tensor, or of its first inner model.</summary>
    public static ITypeSymbol? OfModel(INamedTypeSymbol model, int depth = 0)
    {
        ITypeSymbol? inner = null;
        foreach (var member in model.GetMembers())
        {
            if (member is not IPropertySymbol property) continue;
            if (Known.IsTensor(property.Type, out var element) && IsNumber(element)) return element;
            if (depth < 8 && inner is null && property.Type is INamedTypeSymbol type && Known.IsModel(type)) inner = OfModel(type, depth + 1);
        }
        return inner;
    }

    /// <summary>The float type that a method returns as one number; null where it returns something else.</summary>
    public static ITypeSymbol? OfReturn(IMethodSymbol method) => Known.IsFloat(method.ReturnType) || Known.IsGenericFloat(method.ReturnType, out _) ? method.ReturnType : null;

    private static bool IsNumber(ITypeSymbol type) => Known.IsFloat(type) || Known.IsGenericFloat(type, out _) || type is ITypeParameterSymbol;

    public static void Require(ITypeSymbol real, Location location)
    {
        if (Known.IsFloat(real) || (Known.IsGenericFloat(real, out bool complete) && complete)) return;
        throw new Refusal(Descriptors.UnsupportedFloatType, location, real.Name);
    }
}
