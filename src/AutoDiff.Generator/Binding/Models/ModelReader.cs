using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Binding;

/// <summary>Reads a [Model] class.</summary>
internal static class ModelReader
{
    private const int MaxDepth = 16;

    private static readonly string[] s_generated = ["Parameters", "Buffers", "Create", "CreateGradient", "View", "Initialize", "EnumerateParameters", "CountParameters", "CountBuffers", "AddParameters"];

    /// <summary>The class, or null where it is not valid; what is wrong goes to <paramref name="report"/>. Never throws.</summary>
    public static ModelClass? Read(INamedTypeSymbol model, Action<Diagnostic>? report)
    {
        try
        {
            return ReadUnguarded(model, report);
        }
        catch (AlreadyReported)
        {
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            report?.Invoke(new Refusal(Descriptors.InternalError, model.Name, $"{error.GetType().Name}: {error.Message}").At(model.Locations[0]));
            return null;
        }
    }

    private static ModelClass? ReadUnguarded(INamedTypeSymbol model, Action<Diagnostic>? report)
    {
        bool failed = false;
        void Refuse(Refusal refusal)
        {
            failed = true;
            report?.Invoke(refusal.At(model.Locations[0]));
        }

        model = model.OriginalDefinition;
        var members = new List<ModelMember>();
        var extents = new List<string>();
        ContainingType[] types = [];
        try
        {
            types = TypeNames.Containing(model, includingItself: true);
            if (HasPrimaryConstructor(model)) throw new Refusal(Descriptors.InvalidModel, model.Name, "has a primary constructor, but Create makes its objects; remove it");
            if (Contains(model, model, 0)) throw new Refusal(Descriptors.InvalidModel, model.Name, "contains itself");
        }
        catch (Refusal refusal)
        {
            Refuse(refusal);
            return null;
        }
        foreach (var symbol in model.GetMembers())
        {
            if (symbol is not IPropertySymbol property) continue;
            try
            {
                if (Member(model, property, extents) is { } member) members.Add(member);
            }
            catch (Refusal refusal)
            {
                Refuse(refusal);
            }
        }
        foreach (string extent in extents)
            if (members.Any(m => m.Name == extent) || extent == model.Name || s_generated.Contains(extent)) Refuse(new Refusal(Descriptors.InvalidModel, model.Name, $"has an extent {extent}, which becomes a property of that name, but the name is taken"));
        if (!failed && members.Count == 0) Refuse(new Refusal(Descriptors.InvalidModel, model.Name, "has no [Parameter]"));
        if (RealTypes.OfModel(model) is not { } real)
        {
            if (!failed) Refuse(new Refusal(Descriptors.InvalidModel, model.Name, "has no tensor of a float type"));
            return null;
        }
        try
        {
            RealTypes.Require(real, model.Locations[0]);
        }
        catch (Refusal refusal)
        {
            Refuse(refusal);
        }
        if (failed) return null;
        return new ModelClass
        {
            Namespace = TypeNames.Namespace(model),
            Types = types.ToEquatable(),
            Name = model.Name,
            TypeText = types[types.Length - 1].Name,
            RealType = TypeNames.Text(real),
            Extents = extents.ToEquatable(),
            Members = members.ToEquatable(),
            HintName = TypeNames.Hint(model) + ".Model.g.cs",
        };
    }

    private static ModelMember? Member(INamedTypeSymbol model, IPropertySymbol property, List<string> extents)
    {
        var attributes = property.GetAttributes();
        var parameter = Known.Attribute(attributes, "ParameterAttribute");
        var buffer = Known.Attribute(attributes, "BufferAttribute");
        bool isModel = property.Type is INamedTypeSymbol type && Known.IsModel(type);
        if (parameter is null && buffer is null && !(isModel && property.IsPartialDefinition)) return null;
        var location = property.Locations[0];
        Refusal Invalid(string what) => new(Descriptors.InvalidModelMember, location, property.Name, model.Name, what);
        if (!property.IsPartialDefinition || property.IsStatic || property.SetMethod is not null) throw Invalid("has to be an instance property of the form 'public partial Tensor<T> Name { get; }'");
        if (Array.IndexOf(s_generated, property.Name) >= 0) throw Invalid("has the name of a generated member; choose another one");
        if (parameter is not null && buffer is not null) throw Invalid("cannot be a [Parameter] and a [Buffer]");

        var kind = buffer is not null ? ModelMemberKind.Buffer : parameter is not null ? ModelMemberKind.Parameter : ModelMemberKind.Model;
        string[]? names = Known.Shape(attributes);
        var shape = new List<string>();
        if (kind == ModelMemberKind.Model)
        {
            var inner = InnerExtents((INamedTypeSymbol)property.Type);
            if (names is not null && names.Length != inner.Count) throw Invalid($"names {names.Length} extents, but {property.Type.Name} has {inner.Count}: {string.Join(", ", inner)}");
            names ??= inner.Select(e => property.Name + e).ToArray();
        }
        else if (!Known.IsTensor(property.Type, out var element) || element.SpecialType == SpecialType.System_Int32) throw Invalid("has to be a Tensor of the float type");
        if (names is null) throw new Refusal(Descriptors.MissingShape, location, property.Name);
        foreach (string name in names)
        {
            if (ShapeText.Parse(name) is not { } text) throw new Refusal(Descriptors.MalformedShape, Known.Location(Known.Attribute(attributes, "ShapeAttribute")) ?? location, name, property.Name, "is not a product of names and numbers");
            foreach (string symbol in text.Names)
                if (!extents.Contains(symbol)) extents.Add(symbol);
            shape.Add(name);
        }
        return new ModelMember(kind, property.Name, TypeNames.Text(property.Type), TypeNames.Accessibility(property.DeclaredAccessibility), shape.ToEquatable(),
            Initialization(parameter ?? buffer), Number(parameter ?? buffer));
    }

    /// <summary>The extents of a model class in the order of its shapes.</summary>
    public static List<string> InnerExtents(INamedTypeSymbol model, int depth = 0)
    {
        var extents = new List<string>();
        foreach (var symbol in model.OriginalDefinition.GetMembers())
        {
            if (symbol is not IPropertySymbol { IsPartialDefinition: true } property || depth > MaxDepth) continue;
            var names = Known.Shape(property.GetAttributes());
            if (names is null && property.Type is INamedTypeSymbol type && Known.IsModel(type)) names = InnerExtents(type, depth + 1).Select(e => property.Name + e).ToArray();
            foreach (string name in names ?? [])
                foreach (string part in ShapeText.Parse(name)?.Names ?? [])
                    if (!extents.Contains(part)) extents.Add(part);
        }
        return extents;
    }

    private static bool Contains(INamedTypeSymbol model, INamedTypeSymbol wanted, int depth)
    {
        if (depth > MaxDepth) return true;
        foreach (var symbol in model.OriginalDefinition.GetMembers())
        {
            if (symbol is not IPropertySymbol { IsPartialDefinition: true, Type: INamedTypeSymbol type } || !Known.IsModel(type)) continue;
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, wanted) || Contains(type, wanted, depth + 1)) return true;
        }
        return false;
    }

    private static bool HasPrimaryConstructor(INamedTypeSymbol model)
    {
        foreach (var reference in model.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }) return true;
        return false;
    }

    private static string Initialization(AttributeData? attribute)
    {
        if (attribute is null) return "";
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key != "Init" || argument.Value.Type is not INamedTypeSymbol type) continue;
            foreach (var member in type.GetMembers())
                if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, argument.Value.Value)) return field.Name;
        }
        return "Zeros";
    }

    private static double Number(AttributeData? attribute)
    {
        if (attribute is not null)
            foreach (var argument in attribute.NamedArguments)
                if (argument.Key == "Value" && argument.Value.Value is double number) return number;
        return 0;
    }
}
