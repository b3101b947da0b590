using System.Globalization;
using System.Text;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Binding;

/// <summary>The signature of an annotated method as C# text, and what a signature may not have.</summary>
internal static class MethodHeader
{
    public static void Check(IMethodSymbol method)
    {
        // While somebody types, names are missing or stand twice.
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (method.Name.Length == 0 || method.ContainingType.Name.Length == 0) throw new AlreadyReported();
        foreach (var parameter in method.Parameters)
            if (parameter.Name.Length == 0 || !names.Add(parameter.Name)) throw new AlreadyReported();

        var place = method.Locations[0];
        Refusal Unsupported(string what, string instead) => new(Descriptors.UnsupportedSignature, place, method.Name, what, instead);
        if (method.MethodKind != MethodKind.Ordinary) throw Unsupported("is not an ordinary method", "write a static method");
        if (method.IsAsync) throw Unsupported("is async", "await in the caller");
        if (method.RefKind != RefKind.None) throw Unsupported("returns a reference", "return a value");
        if (method.IsAbstract || method.IsExtern || method.IsVirtual || method.IsOverride) throw Unsupported("is abstract, virtual, or extern", "write a static method with a body");
        if (method.IsVararg) throw Unsupported("has a variable argument list", "use tensors");
        foreach (var parameter in method.Parameters)
            if (parameter.IsParams) throw Unsupported("has a params parameter", "use a tensor or span");
        if (!method.IsStatic && !Known.IsModel(method.ContainingType)) throw new Refusal(Descriptors.InstanceMethodOutsideModel, place, method.Name, method.ContainingType.Name);
    }

    public static EquatableArray<SignatureParameter> Signature(IMethodSymbol method, ParameterBinder binder)
    {
        var parameters = new SignatureParameter[method.Parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            var p = method.Parameters[i];
            string type = TypeNames.Text(p.Type);
            bool isModel = Known.IsModel(p.Type), isStruct = StructTypes.IsValue(p.Type);
            string modifier = p.RefKind == RefKind.In ? "in" : p.ScopedKind == ScopedKind.ScopedValue ? "scoped" : method.IsExtensionMethod && i == 0 ? "this" : "";
            parameters[i] = new SignatureParameter(type, TypeNames.Escaped(p.Name), Default(p), modifier, isModel || isStruct ? null : binder.Kind(p.Type), isModel ? type : null, isStruct ? type : null);
        }
        return new EquatableArray<SignatureParameter>(parameters);
    }

    private static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        return parameter.ExplicitDefaultValue switch
        {
            null => "default",
            bool truth => truth ? "true" : "false",
            double number => Special(number, "double") ?? SymbolDisplay.FormatPrimitive(number, quoteStrings: true, useHexadecimalNumbers: false) + "d",
            float number => Special(number, "float") ?? SymbolDisplay.FormatPrimitive(number, quoteStrings: true, useHexadecimalNumbers: false) + "f",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
    }

    private static string? Special(double number, string type) =>
        double.IsNaN(number) ? type + ".NaN" : double.IsPositiveInfinity(number) ? type + ".PositiveInfinity" : double.IsNegativeInfinity(number) ? type + ".NegativeInfinity" : null;

    public static string Cref(IMethodSymbol method)
    {
        var text = new StringBuilder(TypeNames.Escaped(method.Name));
        if (method.TypeParameters.Length > 0) text.Append('{').Append(string.Join(", ", method.TypeParameters.Select(p => p.Name))).Append('}');
        text.Append('(').Append(string.Join(", ", method.Parameters.Select(p => (p.RefKind == RefKind.In ? "in " : "") + TypeNames.Text(p.Type).Replace('<', '{').Replace('>', '}')))).Append(')');
        return text.ToString();
    }

    public static string Hint(IMethodSymbol method)
    {
        string hint = $"{TypeNames.Hint(method.ContainingType)}.{method.Name}";
        // Overloads, and names that differ only in case, would be one file.
        int same = 0;
        foreach (string name in method.ContainingType.MemberNames)
            if (string.Equals(name, method.Name, StringComparison.OrdinalIgnoreCase)) same += method.ContainingType.GetMembers(name).Length;
        return (same > 1 ? $"{hint}.{TypeNames.Hash(method.Name + Cref(method))}" : hint) + ".g.cs";
    }
}
