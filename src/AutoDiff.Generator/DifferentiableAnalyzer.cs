using System.Collections.Immutable;
using AutoDiff.Generator.Binding;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Stability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator;

/// <summary>Reports what the generator, which uses the same binder, is silent about.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Method, SymbolKind.Method);
        context.RegisterSymbolAction(Model, SymbolKind.NamedType);
        context.RegisterOperationAction(Expression, OperationKind.Invocation, OperationKind.Binary);
        context.RegisterSyntaxNodeAction(LocalFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression);
    }

    private static void Method(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (Known.IsRule(method)) RuleTable.Check(method, context.Compilation, context.ReportDiagnostic);
        if (Known.IsDifferentiable(method) && Binder.Bind(method, context.Compilation, context.ReportDiagnostic, context.CancellationToken) is { } model)
            Remarks.Report(method, model, context.Compilation, context.ReportDiagnostic);
    }

    private static void Model(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (Known.IsModel(type)) ModelReader.Read(type, context.ReportDiagnostic);
    }

    /// <summary>Expressions of differentiable methods that have a stable form.</summary>
    private static void Expression(OperationAnalysisContext context)
    {
        if (context.ContainingSymbol is not IMethodSymbol method || !Known.IsDifferentiable(method) || UnstableForms.Match(context.Operation) is not { } form) return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(UnstableForm.ReplacementProperty, form.Replacement);
        context.ReportDiagnostic(Diagnostic.Create(form.Descriptor, form.Expression.GetLocation(), properties, form.Replacement));
    }

    /// <summary>Local functions and lambdas can carry the attribute too, but nothing can be generated beside them.</summary>
    private static void LocalFunction(SyntaxNodeAnalysisContext context)
    {
        var (attributes, symbol, place) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, context.SemanticModel.GetDeclaredSymbol(local, context.CancellationToken), local.Identifier.GetLocation()),
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.AttributeLists, context.SemanticModel.GetSymbolInfo(lambda, context.CancellationToken).Symbol, lambda.ArrowToken.GetLocation()),
            _ => (default, null, Location.None),
        };
        if (attributes.Count == 0 || symbol is not IMethodSymbol method || !Known.IsDifferentiable(method)) return;
        string name = method.Name.Length > 0 ? method.Name : "lambda";
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnsupportedSignature, place, name, "is a local function or lambda", "write a static method"));
    }
}
