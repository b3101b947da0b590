using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// The operation trees of method bodies of one compilation, analysed once however many methods call them. Held weakly by the compilation:
/// nothing here outlives it.
/// </summary>
internal sealed class BodyCache(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, BodyCache> s_caches = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<IMethodSymbol, IBlockOperation?> _bodies = new(SymbolEqualityComparer.Default);

    public static BodyCache Of(Compilation compilation) => s_caches.GetValue(compilation, static c => new BodyCache(c));

    /// <summary>The hand-written rules of the compilation, and the generated ones of others.</summary>
    public RuleTable Rules => RuleTable.Of(compilation);

    /// <summary>The body of a method, or null where it has none in this compilation.</summary>
    public IBlockOperation? Body(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (_bodies.TryGetValue(method, out var known)) return known;
        IBlockOperation? body = null;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
            var operation = Model(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellation), cancellation);
            body ??= operation switch
            {
                IMethodBodyBaseOperation { BlockBody: var block, ExpressionBody: var expression } => block ?? expression,
                IBlockOperation arrow => arrow,
                _ => null,
            };
        }
        return _bodies.GetOrAdd(method, body);
    }

    /// <summary>Whether the compiler has something to say about a method, or else about the program.</summary>
    public bool HasErrors(IMethodSymbol method, CancellationToken cancellation)
    {
        static bool Any(System.Collections.Immutable.ImmutableArray<Diagnostic> diagnostics) => diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
        foreach (var reference in method.DeclaringSyntaxReferences)
            if (Any(Model(reference.SyntaxTree).GetDiagnostics(reference.Span, cancellation))) return true;
        return Any(compilation.GetDiagnostics(cancellation));
    }

    /// <summary>The body of a local function.</summary>
    public IBlockOperation? LocalFunction(IMethodSymbol function, CancellationToken cancellation)
    {
        function = function.OriginalDefinition;
        if (_bodies.TryGetValue(function, out var known)) return known;
        IBlockOperation? body = null;
        foreach (var reference in function.DeclaringSyntaxReferences)
            if (Model(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellation), cancellation) is ILocalFunctionOperation operation) body ??= operation.Body;
        return _bodies.GetOrAdd(function, body);
    }

    // Methods that call each other may stand in different files; each file is analysed once.
#pragma warning disable RS1030, RSEXPERIMENTAL001
    private SemanticModel Model(SyntaxTree tree) => _models.GetOrAdd(tree, t =>
    {
        try
        {
            return WithoutNullability(t);
        }
        catch (MissingMethodException)
        {
            return compilation.GetSemanticModel(t);
        }
    });

    // Whether references may be null says nothing about numbers, and finding out takes a third of the time. The option is not final in
    // Roslyn: a method of its own lets a compiler without it be recognised.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SemanticModel WithoutNullability(SyntaxTree tree) => compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RS1030, RSEXPERIMENTAL001
}
