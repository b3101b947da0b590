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
            if (StructTypes.IsValue(type) && Numbers((INamedTypeSymbol)type, real)) continue;
            var element = Known.IsTensor(type, out var inner) ? inner : type;
            if (!SymbolEqualityComparer.Default.Equals(element, real)) throw new Refusal(Descriptors.UnsupportedReturnType, method.Name, TypeNames.Text(method.ReturnType));
        }
    }

    /// <summary>Whether all leaves of a struct are numbers of the float type.</summary>
    private static bool Numbers(INamedTypeSymbol type, ITypeSymbol real) => StructTypes.Members(type).All(m => LeafTypes.MemberType(m) is { } member
        && (SymbolEqualityComparer.Default.Equals(member, real) || (StructTypes.IsValue(member) && Numbers((INamedTypeSymbol)member, real))));

    /// <summary>The struct that a method returns.</summary>
    public static StructObject? Returned(IMethodSymbol method)
    {
        int leaf = 0;
        return method.ReturnType is INamedTypeSymbol type && StructTypes.IsValue(type) ? new StructObject("result", TypeNames.Text(type), StructTypes.Construction(type, ref leaf)) : null;
    }

    private static IEnumerable<(string Name, Term Term)> Leaves(StructTerm value, string prefix)
    {
        for (int i = 0; i < value.Members.Length; i++)
        {
            if (value.Values[i] is not StructTerm inner) yield return (prefix + value.Members[i].Name, value.Values[i] ?? throw new AlreadyReported());
            else
                foreach (var leaf in Leaves(inner, prefix + value.Members[i].Name)) yield return leaf;
        }
    }

    public static EquatableArray<bool> IsTensor(IMethodSymbol method) => method.ReturnsVoid ? default
        : method.ReturnType is INamedTypeSymbol type && StructTypes.IsValue(type) ? LeafCount(type).ToEquatable() : Types(method).Select(t => Known.IsTensor(t, out _)).ToEquatable();

    private static IEnumerable<bool> LeafCount(INamedTypeSymbol type) =>
        StructTypes.Members(type).SelectMany(m => LeafTypes.MemberType(m) is INamedTypeSymbol inner && StructTypes.IsValue(inner) ? LeafCount(inner) : [false]);

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
        else if (returned is StructTerm value) results.AddRange(Leaves(value, "").Select(l => Result(UniqueName(method, l.Name), l.Term, algebra)));
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
