using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>The results of an annotated method: their types, names and shapes.</summary>
internal static class ResultBinder
{
    public static void Check(IMethodSymbol method, ITypeSymbol real)
    {
        foreach (var type in Types(method))
        {
            if (method.ReturnsVoid) return;
            if (type.TypeKind == TypeKind.Error) throw new AlreadyReported();
            var element = Known.IsTensor(type, out var inner) ? inner : type;
            if (!SymbolEqualityComparer.Default.Equals(element, real)) throw new Refusal(Descriptors.UnsupportedReturnType, method.Name, TypeNames.Text(method.ReturnType));
        }
    }

    public static EquatableArray<bool> IsTensor(IMethodSymbol method) => method.ReturnsVoid ? default : Types(method).Select(t => Known.IsTensor(t, out _)).ToEquatable();

    private static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Select(e => e.Type) : [method.ReturnType];

    public static EquatableArray<Result> Bind(IMethodSymbol method, Term returned, TensorAlgebra algebra, Dictionary<string, Extent> extents)
    {
        var results = new List<Result>();
        if (method.ReturnsVoid) return default;
        if (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            if (returned is not TupleTerm elements) throw new AlreadyReported();
            for (int i = 0; i < elements.Elements.Length; i++) results.Add(Result(UniqueName(method, tuple.TupleElements[i].Name), elements.Elements[i], algebra));
        }
        else results.Add(Result(UniqueName(method, "result"), returned, algebra));
        CheckDeclaredShape(method, results[0], algebra, extents);
        return results.ToEquatable();
    }

    /// <summary>Results and parameters share the generated signatures, where capitals do not tell names apart.</summary>
    public static string UniqueName(IMethodSymbol method, string name)
    {
        while (method.Parameters.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))) name += "Out";
        return name;
    }

    private static Result Result(string name, Term term, TensorAlgebra algebra)
    {
        var quantity = algebra.Materialize(algebra.Quantity(term));
        return new Result(name, quantity.Value, quantity.Shape.ToEquatable());
    }

    /// <summary>[return: Shape(...)] states the shape of the (first) result.</summary>
    private static void CheckDeclaredShape(IMethodSymbol method, Result result, TensorAlgebra algebra, Dictionary<string, Extent> extents)
    {
        var attributes = method.GetReturnTypeAttributes();
        if (Known.Shape(attributes) is not { } names) return;
        var place = Known.Location(Known.Attribute(attributes, "ShapeAttribute")) ?? method.Locations[0];
        bool same = names.Length == result.Dimensions.Count;
        for (int i = 0; same && i < names.Length; i++)
        {
            if (ShapeText.Parse(names[i]) is not { } text) throw new Refusal(Descriptors.MalformedShape, place, names[i], method.Name, "is not a product of names and numbers");
            if (text.Evaluate(extents, out string? missing) is not { } extent)
                throw new Refusal(Descriptors.MalformedShape, place, names[i], method.Name, $"uses {missing}, which no parameter defines");
            same = algebra.Facts.Equal(extent, Shapes.ExtentOf(result.Dimensions[i]));
        }
        if (!same) throw new Refusal(Descriptors.ShapeMismatch, place, $"{method.Name} returns {Shapes.Text(result.Dimensions)}, but [{string.Join(", ", names)}] is declared");
    }

    public static DerivativeModes Modes(IMethodSymbol method)
    {
        if (Known.Attribute(method, "DifferentiableAttribute") is { } attribute)
            foreach (var argument in attribute.NamedArguments)
                if (argument.Key == "Modes" && argument.Value.Value is int modes) return (DerivativeModes)modes;
        return DerivativeModes.Gradient;
    }
}
