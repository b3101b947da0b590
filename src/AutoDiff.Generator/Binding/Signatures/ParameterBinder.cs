using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>Turns the parameters of an annotated method, and the leaves of its models, into inputs of the function, and [Shape] names into symbols.</summary>
internal sealed class ParameterBinder(IMethodSymbol method, ITypeSymbol real, TensorAlgebra algebra, Dictionary<string, Extent> extents)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private HashSet<string>? _wrt;

    public List<Parameter> Parameters { get; } = [];

    public List<ExtentSymbol> Symbols { get; } = [];

    /// <summary>The objects of model classes, in the order of their leaves.</summary>
    public List<ModelObject> Models { get; } = [];

    /// <summary>The values of structs, in the order of their leaves.</summary>
    public List<StructObject> Structs { get; } = [];

    /// <summary>The object that the method belongs to, if it is one of a model.</summary>
    public ModelTerm? Self { get; private set; }

    public void Bind(Action<ISymbol, Term> define)
    {
        _wrt = Wrt();
        foreach (var parameter in method.Parameters) _names.Add(parameter.Name);
        // Integer parameters and plain names come first: products are made of them.
        foreach (var parameter in method.Parameters)
            if (parameter.Type.SpecialType == SpecialType.System_Int32) define(parameter, BindInteger(parameter));
        foreach (var parameter in method.Parameters)
            if (Known.Shape(parameter.GetAttributes()) is { } names) DefineNames(parameter, names);

        if (!method.IsStatic) Self = BindModel(method.ContainingType, "this", "this", alone: true, IsWanted("this", method), method.Locations[0]);
        int models = 0;
        foreach (var parameter in method.Parameters)
            if (Known.IsModel(parameter.Type)) models++;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType == SpecialType.System_Int32) continue;
            define(parameter, Known.IsModel(parameter.Type) && parameter.Type is INamedTypeSymbol model
                ? BindModel(model, TypeNames.Escaped(parameter.Name), parameter.Name, alone: models == 1 && method.IsStatic, IsWanted(parameter.Name, parameter), Place(parameter))
                : StructTypes.IsValue(parameter.Type) && parameter.RefKind is RefKind.None or RefKind.In ? BindStruct(parameter) : BindPlain(parameter));
        }
    }

    private HashSet<string>? Wrt()
    {
        var attribute = Known.Attribute(method, "DifferentiableAttribute");
        string? list = null;
        if (attribute is not null)
            foreach (var argument in attribute.NamedArguments)
                if (argument.Key == "Wrt") list = argument.Value.Value as string;
        if (list is null) return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in list.Split(','))
        {
            string name = part.Trim();
            var parameter = method.Parameters.FirstOrDefault(p => p.Name == name);
            bool known = parameter is null ? name == "this" && !method.IsStatic : Kind(parameter.Type) is ParameterKind.Tensor or ParameterKind.Span or ParameterKind.Scalar || Known.IsModel(parameter.Type) || StructTypes.IsValue(parameter.Type);
            if (!known) throw new Refusal(Descriptors.UnknownWrt, Known.Location(attribute) ?? method.Locations[0], name, method.Name);
            names.Add(name);
        }
        return names;
    }

    private bool IsWanted(string name, ISymbol symbol) => _wrt is null ? Known.Attribute(symbol, "NoGradientAttribute") is null : _wrt.Contains(name);

    /// <summary>Whether the gradient of a method with respect to one of its parameters is asked for.</summary>
    public static bool IsWanted(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (Known.Attribute(method, "DifferentiableAttribute") is { } attribute)
            foreach (var argument in attribute.NamedArguments)
                if (argument is { Key: "Wrt", Value.Value: string list }) return list.Split(',').Any(n => n.Trim() == parameter.Name);
        return Known.Attribute(parameter, "NoGradientAttribute") is null;
    }

    private static Location Place(ISymbol symbol) => symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;

    /// <summary>The kind of a parameter type; null where it is not supported.</summary>
    public ParameterKind? Kind(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Int32) return ParameterKind.Integer;
        if (type.SpecialType == SpecialType.System_Boolean) return ParameterKind.Boolean;
        if (IsReal(type)) return ParameterKind.Scalar;
        if (type is IArrayTypeSymbol { Rank: > 1 } || !Known.IsIndexed(type, out var element)) return null;
        bool isTensor = Known.IsTensor(type, out _);
        if (element.SpecialType == SpecialType.System_Int32) return isTensor ? ParameterKind.IndexTensor : ParameterKind.IndexSpan;
        return !IsReal(element) ? null : isTensor ? ParameterKind.Tensor : ParameterKind.Span;
    }

    private bool IsReal(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, real);

    private Integer BindInteger(IParameterSymbol parameter)
    {
        string symbol = TypeNames.Escaped(parameter.Name);
        Add(algebra.Builder.NewValue(ElementType.Int, [], parameter.Name), symbol, parameter.Name, ParameterKind.Integer, [], false);
        Symbols.Add(new ExtentSymbol(symbol, parameter.Name, null));
        algebra.PossiblyNegative.Add(symbol);
        extents.Add(parameter.Name, Extent.Symbol(symbol));
        return new Integer(Extent.Symbol(symbol));
    }

    private Quantity BindPlain(IParameterSymbol parameter)
    {
        var place = Place(parameter);
        string type = TypeNames.Text(parameter.Type);
        if (parameter.RefKind is not (RefKind.None or RefKind.In)) throw new Refusal(Descriptors.UnsupportedParameterType, place, parameter.Name, parameter.RefKind.ToString().ToLowerInvariant() + " " + type, "pass it by value and return new values");
        if (parameter.Type.TypeKind == TypeKind.Error) throw new AlreadyReported();
        if (Kind(parameter.Type) is not { } kind) throw new Refusal(Descriptors.UnsupportedParameterType, place, parameter.Name, type, Advice(parameter.Type));
        bool wanted = kind is ParameterKind.Tensor or ParameterKind.Span or ParameterKind.Scalar && IsWanted(parameter.Name, parameter);
        bool sparse = Known.Attribute(parameter, "SparseGradientAttribute") is not null && wanted;
        var shape = kind is ParameterKind.Scalar or ParameterKind.Boolean ? [] : Shape(parameter, kind);
        var elementType = kind switch
        {
            ParameterKind.IndexTensor or ParameterKind.IndexSpan => ElementType.Int,
            ParameterKind.Boolean => ElementType.Bool,
            _ => ElementType.Real,
        };
        var value = algebra.Builder.NewValue(elementType, Shapes.Axes(shape), parameter.Name);
        Add(value, TypeNames.Escaped(parameter.Name), parameter.Name, kind, shape, wanted, sparse);
        return new Quantity(value, shape);
    }

    /// <summary>A struct as its members: each number of it is an input.</summary>
    private StructTerm BindStruct(IParameterSymbol parameter)
    {
        var type = (INamedTypeSymbol)parameter.Type;
        int first = Parameters.Count;
        var term = BindMembers(type, TypeNames.Escaped(parameter.Name), parameter.Name, parameter.Name, IsWanted(parameter.Name, parameter), Place(parameter));
        if (Parameters.Count == first) throw new Refusal(Descriptors.UnsupportedParameterType, Place(parameter), parameter.Name, TypeNames.Text(type), "a struct needs members that are numbers");
        int leaf = 0;
        Structs.Add(new StructObject(parameter.Name, TypeNames.Text(type), StructTypes.Construction(type, ref leaf)));
        return term;
    }

    private StructTerm BindMembers(INamedTypeSymbol type, string path, string name, string owner, bool wanted, Location place)
    {
        var members = StructTypes.Members(type);
        var values = new Term?[members.Length];
        for (int i = 0; i < members.Length; i++)
        {
            var memberType = LeafTypes.MemberType(members[i])!;
            string memberPath = $"{path}.{TypeNames.Escaped(members[i].Name)}";
            string memberName = name + char.ToUpperInvariant(members[i].Name[0]) + members[i].Name.Substring(1);
            if (StructTypes.IsValue(memberType))
            {
                values[i] = BindMembers((INamedTypeSymbol)memberType, memberPath, memberName, owner, wanted, place);
                continue;
            }
            var (kind, element) = IsReal(memberType) ? (ParameterKind.Scalar, ElementType.Real) : memberType.SpecialType == SpecialType.System_Int32 ? (ParameterKind.Integer, ElementType.Int)
                : memberType.SpecialType == SpecialType.System_Boolean ? (ParameterKind.Boolean, ElementType.Bool)
                : throw new Refusal(Descriptors.UnsupportedParameterType, place, owner, TypeNames.Text(type), $"its member '{members[i].Name}' is a {TypeNames.Text(memberType)}; use numbers of the type {TypeNames.Text(real)}, int and bool");
            if (members[i].DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
                throw new Refusal(Descriptors.UnsupportedParameterType, place, owner, TypeNames.Text(type), $"its member '{members[i].Name}' cannot be reached; make it public");
            while (!_names.Add(memberName)) memberName += "Member";
            var value = algebra.Builder.NewValue(element, [], memberName);
            Add(value, memberPath, memberName, kind, [], wanted && element == ElementType.Real, owner: owner);
            values[i] = new Quantity(value, Shapes.Scalar);
        }
        return new StructTerm(type, members, values);
    }

    private string Advice(ITypeSymbol type)
    {
        string name = TypeNames.Text(real);
        if (type is IArrayTypeSymbol { Rank: > 1 }) return $"use Tensor<{name}>";
        if (Known.IsFloat(type) || type is ITypeParameterSymbol || Known.IsTensor(type, out _) || Known.IsReadOnlySpan(type, out _)) return $"the method works in {name}; use that type";
        return $"use Tensor<{name}>, {name}, int, bool, Tensor<int>, ReadOnlySpan<int> or a [Model] class";
    }

    private void Add(Value value, string path, string name, ParameterKind kind, Dimension[] shape, bool differentiated, bool sparse = false, string? owner = null) =>
        Parameters.Add(new Parameter(value, path, name, kind, shape.ToEquatable(), differentiated, sparse, owner));

    private Dimension[] Shape(IParameterSymbol parameter, ParameterKind kind)
    {
        var names = Known.Shape(parameter.GetAttributes());
        bool isSpan = kind is ParameterKind.Span or ParameterKind.IndexSpan;
        if (names is null && isSpan)
        {
            string symbol = UniqueSymbol(parameter.Name + "Length");
            Symbols.Add(new ExtentSymbol(symbol, parameter.Name, 0));
            return algebra.Axes.Shape([Extent.Symbol(symbol)]);
        }
        if (names is null) throw new Refusal(Descriptors.MissingShape, Place(parameter), parameter.Name);
        if (isSpan && names.Length != 1) throw new Refusal(Descriptors.MalformedShape, Place(parameter), string.Join(", ", names), parameter.Name, "is not one dimension, but a span has one");
        return ShapeOf(names, parameter.Name, parameter.Name, ShapePlace(parameter));
    }

    private static Location ShapePlace(ISymbol symbol) => Known.Location(Known.Attribute(symbol, "ShapeAttribute")) ?? Place(symbol);

    /// <summary>Dimensions of names, numbers and products. A product with one unknown factor defines it as a quotient.</summary>
    private Dimension[] ShapeOf(string[] names, string owner, string leaf, Location place)
    {
        var list = new List<Extent>(names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            var text = Parse(names[i], owner, place);
            if (text.Evaluate(extents, out string? missing) is not { } extent)
            {
                if (text.Solve(extents, missing!) is not { } factor)
                    throw new Refusal(Descriptors.MalformedShape, place, names[i], owner, $"uses {missing}, which no other dimension or int parameter defines");
                string symbol = UniqueSymbol(string.Concat(text.Names));
                Symbols.Add(new ExtentSymbol(symbol, leaf, i));
                extent = Extent.Symbol(symbol);
                var quotient = algebra.Facts.DivideExactly(extent, factor, $"{factor} has to divide the extent {names[i]} of {owner}.")!;
                extents.Add(missing!, quotient);
                algebra.Axes.UserNames[quotient] = missing!;
            }
            list.Add(algebra.Facts.Simplify(extent));
        }
        return algebra.Axes.Shape(list);
    }

    private static ShapeText Parse(string name, string owner, Location place) =>
        ShapeText.Parse(name) ?? throw new Refusal(Descriptors.MalformedShape, place, name, owner, "is not a product of names and numbers");

    private void DefineNames(IParameterSymbol parameter, string[] names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            var text = Parse(names[i], parameter.Name, ShapePlace(parameter));
            if (text.IsName && !extents.ContainsKey(text.Names[0])) extents.Add(text.Names[0], Define(text.Names[0], parameter.Name, i));
        }
    }

    private Extent Define(string name, string leaf, int dimension)
    {
        string symbol = UniqueSymbol(name);
        Symbols.Add(new ExtentSymbol(symbol, leaf, dimension));
        return Extent.Symbol(symbol);
    }

    /// <summary>A symbol that is no parameter and no other symbol.</summary>
    private string UniqueSymbol(string name)
    {
        string unique = name;
        while (_names.Contains(unique) || Symbols.Any(s => s.Symbol == TypeNames.Escaped(unique))) unique += "Extent";
        return TypeNames.Escaped(unique);
    }

    /// <summary>The leaves of a model object; its extents share the method's names where it is the only model.</summary>
    private ModelTerm BindModel(INamedTypeSymbol type, string path, string owner, bool alone, bool wanted, Location place)
    {
        if (type.OriginalDefinition is var definition && ModelReader.Read(definition, null) is not { } model)
            throw new Refusal(Descriptors.InvalidModel, place, type.Name, "is not valid; see there");
        if (RealTypes.OfModel(type) is not { } modelReal || !IsReal(modelReal))
            throw new Refusal(Descriptors.UnsupportedParameterType, place, owner, TypeNames.Text(type), $"the method works in {TypeNames.Text(real)}");
        var scope = new Dictionary<string, Extent>(StringComparer.Ordinal);
        // Symbols are read from the shape of the first tensor that has the plain name.
        DefineModelNames(type, model, scope, alone ? "" : owner, owner, "", name => name);
        foreach (string name in model.Extents)
            if (!scope.ContainsKey(name)) scope.Add(name, Extent.Symbol($"{path}.{name}"));
        Models.Add(new ModelObject(owner, TypeNames.Text(type), model.Extents.Select(e => scope[e]).ToEquatable()));
        return BindLeaves(type, model, path, owner, "", scope, wanted, place);
    }

    private void DefineModelNames(INamedTypeSymbol type, ModelClass model, Dictionary<string, Extent> scope, string prefix, string owner, string inner, Func<string, string?> outerName)
    {
        foreach (var member in model.Members)
        {
            if (member.Kind == ModelMemberKind.Model)
            {
                var property = Property(type, member.Name);
                if (ModelReader.Read((INamedTypeSymbol)property.Type, null) is not { } nested) continue;
                DefineModelNames((INamedTypeSymbol)property.Type, nested, scope, prefix, owner, inner + member.Name, name =>
                {
                    int position = Array.IndexOf(nested.Extents.Items, name);
                    return position >= 0 && ShapeText.Parse(member.Shape[position]) is { IsName: true } text ? outerName(text.Names[0]) : null;
                });
                continue;
            }
            for (int i = 0; i < member.Shape.Count; i++)
            {
                if (ShapeText.Parse(member.Shape[i]) is not { IsName: true } text || outerName(text.Names[0]) is not { } name || scope.ContainsKey(name)) continue;
                if (prefix.Length == 0 && extents.TryGetValue(name, out var shared)) scope.Add(name, shared);
                else
                {
                    scope.Add(name, Define(prefix + name, LeafName(owner, inner + member.Name), i));
                    if (prefix.Length == 0) extents.Add(name, scope[name]);
                }
            }
        }
    }

    private ModelTerm BindLeaves(INamedTypeSymbol type, ModelClass model, string path, string owner, string inner, Dictionary<string, Extent> scope, bool wanted, Location place)
    {
        var term = new ModelTerm(scope);
        foreach (var member in model.Members)
        {
            string memberPath = $"{path}.{TypeNames.Escaped(member.Name)}";
            Extent Evaluate(string text) => algebra.Facts.Simplify(ShapeText.Parse(text)!.Evaluate(scope, out _)!);
            if (member.Kind == ModelMemberKind.Model)
            {
                var nestedType = (INamedTypeSymbol)Property(type, member.Name).Type;
                if (ModelReader.Read(nestedType, null) is not { } nested) throw new Refusal(Descriptors.InvalidModel, place, nestedType.Name, "is not valid; see there");
                var nestedScope = new Dictionary<string, Extent>(StringComparer.Ordinal);
                for (int i = 0; i < nested.Extents.Count; i++) nestedScope.Add(nested.Extents[i], Evaluate(member.Shape[i]));
                term.Add(member.Name, BindLeaves(nestedType, nested, memberPath, owner, inner + member.Name, nestedScope, wanted, place));
                continue;
            }
            var shape = algebra.Axes.Shape(member.Shape.Select(Evaluate).ToList());
            string name = LeafName(owner, inner + member.Name);
            _names.Add(name);
            var value = algebra.Builder.NewValue(ElementType.Real, Shapes.Axes(shape), name);
            Add(value, memberPath, name, ParameterKind.Tensor, shape, wanted && member.Kind == ModelMemberKind.Parameter, owner: owner);
            term.Add(member.Name, new Quantity(value, shape));
        }
        return term;
    }

    // The name must be the same when symbols are defined and when the leaf is added.
    private string LeafName(string owner, string name)
    {
        bool taken = method.Parameters.Any(p => p.Name == name) || method.Parameters.Count(p => Known.IsModel(p.Type)) + (method.IsStatic ? 0 : 1) > 1;
        return taken ? (owner == "this" ? "self" : owner) + name : name;
    }

    private static IPropertySymbol Property(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IPropertySymbol>().First();
}
