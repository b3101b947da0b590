using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>What the attributes of a method say of its parameters.</summary>
internal static class NestedParameters
{
    /// <summary>Whether the generated derivatives of the method have a gradient or a tangent for the parameter.</summary>
    public static bool IsDifferentiated(IMethodSymbol method, IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (Known.IsTensor(type, out var element) || Known.IsReadOnlySpan(type, out element)) type = element;
        if (!Known.IsFloat(type) && type is not ITypeParameterSymbol) return false;
        if (Known.Attribute(method, "DifferentiableAttribute") is { } attribute)
            foreach (var argument in attribute.NamedArguments)
                if (argument.Key == "Wrt" && argument.Value.Value is string wrt) return wrt.Split(',').Any(name => name.Trim() == parameter.Name);
        return Known.Attribute(parameter, "NoGradientAttribute") is null;
    }
}
