using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Generated methods are not part of the compilation that a generator sees: a body that calls one does not compile there. Where binding has failed, the
/// derivatives that the body (or one that it calls) names are compiled and added, and binding begins again with methods that exist. The analyzer sees
/// the generated methods anyway, so both bind the same calls.
/// </summary>
internal static class VisibleDerivatives
{
    // Methods that call each other's derivatives in a circle would never end.
    private const int MaxDepth = 8;

    [ThreadStatic]
    private static int s_depth;

    /// <summary>The method in a compilation that has the derivatives it calls; null where it calls none that is missing.</summary>
    public static (IMethodSymbol Method, Compilation Compilation)? For(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (s_depth >= MaxDepth || !MentionsDerivative(method, cancellation)) return null;
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        s_depth++;
        try
        {
            Collect(method, compilation, missing, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), cancellation);
        }
        finally
        {
            s_depth--;
        }
        if (missing.Count == 0 || method.DeclaringSyntaxReferences.Length == 0) return null;
        var tree = method.DeclaringSyntaxReferences[0].SyntaxTree;
        var extended = compilation.AddSyntaxTrees(missing.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => CSharpSyntaxTree.ParseText(m.Value, (CSharpParseOptions)tree.Options, m.Key, cancellationToken: cancellation)));
        return Symbol(method, extended, cancellation) is { } again ? (again, extended) : null;
    }

    private static bool MentionsDerivative(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Any(r => Invocations(r.GetSyntax(cancellation)).Any());

    private static IEnumerable<(InvocationExpressionSyntax Invocation, string Name)> Invocations(SyntaxNode body)
    {
        foreach (var invocation in body.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            string? name = invocation.Expression switch
            {
                SimpleNameSyntax simple => simple.Identifier.ValueText,
                MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
                _ => null,
            };
            if (name is not null) yield return (invocation, name);
        }
    }

    private static void Collect(IMethodSymbol method, Compilation compilation, Dictionary<string, string> missing, HashSet<IMethodSymbol> seen, CancellationToken cancellation)
    {
        if (!seen.Add(method)) return;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
            // Only where binding has failed, and then of the few methods that are called.
#pragma warning disable RS1030
            var semantics = compilation.GetSemanticModel(reference.SyntaxTree);
#pragma warning restore RS1030
            foreach (var (invocation, name) in Invocations(reference.GetSyntax(cancellation)))
            {
                if (semantics.GetSymbolInfo(invocation, cancellation).Symbol is IMethodSymbol called)
                {
                    if (Known.IsDifferentiable(called.OriginalDefinition)) Collect(called.OriginalDefinition, compilation, missing, seen, cancellation);
                    continue;
                }
                if (!DerivativeName.TrySplit(name, out string stem, out var mode)) continue;
                foreach (var primal in Owners(invocation, method, semantics, cancellation).SelectMany(t => DerivativeName.Candidates(t, stem)))
                {
                    Add(primal, mode, compilation, missing, cancellation);
                    Collect(primal, compilation, missing, seen, cancellation);
                }
            }
        }
    }

    /// <summary>The types that the called method may be a member of.</summary>
    private static IEnumerable<INamedTypeSymbol> Owners(InvocationExpressionSyntax invocation, IMethodSymbol caller, SemanticModel semantics, CancellationToken cancellation)
    {
        if (invocation.Expression is MemberAccessExpressionSyntax member)
        {
            var owner = semantics.GetSymbolInfo(member.Expression, cancellation).Symbol as INamedTypeSymbol ?? semantics.GetTypeInfo(member.Expression, cancellation).Type as INamedTypeSymbol;
            return owner is null ? [] : [owner.OriginalDefinition];
        }
        var types = new List<INamedTypeSymbol>();
        for (var type = caller.ContainingType; type is not null; type = type.ContainingType) types.Add(type);
        return types;
    }

    private static void Add(IMethodSymbol primal, DerivativeModes mode, Compilation compilation, Dictionary<string, string> missing, CancellationToken cancellation)
    {
        if ((ResultBinder.Modes(primal) & mode) == 0) return;
        if (Binder.Bind(primal, compilation, report: null, cancellation) is { } model && !missing.ContainsKey(model.HintName)) missing.Add(model.HintName, MethodCompiler.Compile(model));
    }

    private static IMethodSymbol? Symbol(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var reference = method.DeclaringSyntaxReferences[0];
#pragma warning disable RS1030
        return compilation.GetSemanticModel(reference.SyntaxTree).GetDeclaredSymbol(reference.GetSyntax(cancellation), cancellation) as IMethodSymbol;
#pragma warning restore RS1030
    }
}
