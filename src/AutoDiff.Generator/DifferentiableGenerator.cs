using AutoDiff.Generator.Binding;
using AutoDiff.Generator.Checking;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator;

/// <summary>The pipeline: find annotated methods and models, bind, compile, add. All that crosses a step is equatable.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DifferentiableGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps, for tests of the caching.</summary>
    internal static class Steps
    {
        public const string Methods = nameof(Methods);
        public const string MethodSources = nameof(MethodSources);
        public const string Models = nameof(Models);
        public const string ModelSources = nameof(ModelSources);
        public const string Checks = nameof(Checks);
    }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var wantsChecks = context.SyntaxProvider
            .ForAttributeWithMetadataName(Known.GradientCheckRegistryAttribute, static (node, _) => node is CompilationUnitSyntax, static (_, _) => true)
            .Collect().Select(static (found, _) => found.Length > 0);

        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(Known.DifferentiableAttribute, static (node, _) => node is MethodDeclarationSyntax, static (found, cancellation) => BindMethod(found, cancellation))
            .WithTrackingName(Steps.Methods).Where(static model => model is not null);
        var methodSources = methods.Combine(wantsChecks).Select(static (pair, _) => CompileMethod(pair.Left!, pair.Right)).WithTrackingName(Steps.MethodSources);
        // Names alone go on to the list of all methods: a changed body does not touch it.
        var checks = methodSources.Where(static source => source.Text is not null).Select(static (source, _) => source.HintName).Collect().Combine(wantsChecks)
            .Select(static (pair, _) => new CheckList(pair.Right, pair.Left.ToEquatable())).WithTrackingName(Steps.Checks);

        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(Known.ModelAttribute, static (node, _) => node is TypeDeclarationSyntax, static (found, _) => ReadModel(found))
            .WithTrackingName(Steps.Models).Where(static model => model is not null);
        var modelSources = models.Select(static (model, _) => CompileModel(model!)).WithTrackingName(Steps.ModelSources);

        context.RegisterSourceOutput(methodSources, static (output, source) => Add(output, source));
        context.RegisterSourceOutput(modelSources, static (output, source) => Add(output, source));
        context.RegisterSourceOutput(checks, static (output, list) => AddChecks(output, list));
    }

    private static MethodModel? BindMethod(GeneratorAttributeSyntaxContext found, CancellationToken cancellation) =>
        found.TargetSymbol is IMethodSymbol method ? Binder.Bind(method, found.SemanticModel.Compilation, report: null, cancellation) : null;

    private static ModelClass? ReadModel(GeneratorAttributeSyntaxContext found) =>
        found.TargetSymbol is INamedTypeSymbol type ? ModelReader.Read(type, report: null) : null;

    internal static GeneratedSource CompileMethod(MethodModel model, bool withCheck = false) => Guarded(model.Name, model.HintName, () => MethodCompiler.Compile(model, withCheck));

    private static GeneratedSource CompileModel(ModelClass model) => Guarded(model.Name, model.HintName, () => ModelEmitter.Emit(model));

    /// <summary>An error in one method must not take the output of all others with it.</summary>
    private static GeneratedSource Guarded(string name, string hint, Func<string> emit)
    {
        try
        {
            return new GeneratedSource(name, hint, emit(), null);
        }
        catch (NotDifferentiableException)
        {
            // The analyzer says so, at the place.
            return new GeneratedSource(name, hint, null, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new GeneratedSource(name, hint, null, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private static void Add(SourceProductionContext output, GeneratedSource source)
    {
        if (source.Text is not null) output.AddSource(source.HintName, SourceText.From(source.Text, System.Text.Encoding.UTF8));
        else if (source.Error is not null) output.ReportDiagnostic(Diagnostic.Create(Descriptors.InternalError, Location.None, source.Name, source.Error));
    }

    private static void AddChecks(SourceProductionContext output, CheckList list)
    {
        if (list.IsWanted) output.AddSource(CheckRegistry.HintName, SourceText.From(CheckRegistry.Write(list.HintNames), System.Text.Encoding.UTF8));
    }

    /// <summary>The files that hold a check, if the compilation asks for the registry.</summary>
    internal sealed record CheckList(bool IsWanted, EquatableArray<string> HintNames);

    /// <summary>A file to add, or why there is none; without an error where the analyzer reports it.</summary>
    internal sealed record GeneratedSource(string Name, string HintName, string? Text, string? Error);
}
