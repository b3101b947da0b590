using System.Runtime.CompilerServices;
using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// The rules of a compilation, looked up by the method that they belong to: hand-written ones of this compilation, and for annotated methods of other
/// assemblies the gradients that were generated there, which their metadata hold.
/// </summary>
internal sealed class RuleTable
{
    private static readonly ConditionalWeakTable<Compilation, RuleTable> s_tables = new();

    private readonly Lazy<ILookup<IMethodSymbol, DerivativeRule>> _rules;

    private RuleTable(Compilation compilation) =>
        _rules = new(() => Written(compilation).ToLookup(r => r.Target.OriginalDefinition, r => r, (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default));

    public static RuleTable Of(Compilation compilation) => s_tables.GetValue(compilation, static c => new RuleTable(c));

    /// <summary>The rule of a method, or null.</summary>
    public DerivativeRule? Find(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        return _rules.Value[method].FirstOrDefault() ?? (Known.IsDifferentiable(method) ? Generated(method) : null);
    }

    /// <summary>Reports what is wrong with a rule.</summary>
    public static void Check(IMethodSymbol rule, Compilation compilation, Action<Diagnostic> report)
    {
        if (RuleReader.Read(rule, report) is not { } read) return;
        var first = Of(compilation)._rules.Value[read.Target.OriginalDefinition].First().Method;
        if (!SymbolEqualityComparer.Default.Equals(first, rule))
            report(Diagnostic.Create(Descriptors.DuplicateRule, rule.Locations[0], read.Target.Name, first.Name));
    }

    // Rules are few: their attributes are found by name before anything is bound.
    private static IEnumerable<DerivativeRule> Written(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var attributes = tree.GetRoot().DescendantNodes(n => n is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<AttributeSyntax>()
                .Where(a => LastName(a.Name) is "DerivativeOf" or "DerivativeOfAttribute").ToList();
            if (attributes.Count == 0) continue;
#pragma warning disable RS1030 // Rules of other files: the model of this one does not know them.
            var model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (var attribute in attributes)
                if (attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && model.GetDeclaredSymbol(method) is IMethodSymbol symbol && RuleReader.Read(symbol, report: null) is { } rule)
                    yield return rule;
        }
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The generated gradient beside an annotated method of another assembly.</summary>
    private static DerivativeRule? Generated(IMethodSymbol method)
    {
        if (RealTypes.OfReturn(method) is not { } real) return null;
        foreach (var gradient in method.ContainingType.GetMembers(method.Name + "Gradient").OfType<IMethodSymbol>())
        {
            var names = gradient.Parameters.Select(p => p.Name).ToList();
            var differentiated = method.Parameters.Select(p => names.Contains(Differentiation.ReverseMode.NameOf(p.Name))).ToList();
            int destinations = differentiated.Count(d => d);
            // The arguments, the destinations, the workspace.
            if (gradient.Parameters.Length != method.Parameters.Length + destinations + 1 || gradient.TypeParameters.Length != method.TypeParameters.Length) continue;
            if (method.Parameters.Where((p, i) => TypeNames.Text(p.Type) != TypeNames.Text(gradient.Parameters[i].Type)).Any()) continue;
            return new DerivativeRule(method, gradient, RuleForm.Gradient, differentiated);
        }
        return null;
    }
}
