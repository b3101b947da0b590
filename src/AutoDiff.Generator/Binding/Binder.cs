using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Turns an annotated method into a <see cref="MethodModel"/>, or into diagnostics. One binder, two readers: the analyzer passes a reader of
/// diagnostics, the generator none. Never throws: an error of the binder itself becomes a diagnostic that names the method.
/// </summary>
internal static class Binder
{
    public static MethodModel? Bind(IMethodSymbol method, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
    {
        var refusals = new List<Diagnostic>();
        var model = BindOnce(method, compilation, report is null ? null : refusals.Add, cancellation);
        // A generator does not see what it has generated: a call of a derivative fails at first.
        if (model is null && VisibleDerivatives.For(method, compilation, cancellation) is { } again)
        {
            refusals.Clear();
            model = BindOnce(again.Method, again.Compilation, report is null ? null : refusals.Add, cancellation);
        }
        foreach (var refusal in refusals) report!(refusal);
        return model;
    }

    private static MethodModel? BindOnce(IMethodSymbol method, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
    {
        var context = new FunctionContext(BodyCache.Of(compilation), report, cancellation);
        var place = method.Locations[0];
        try
        {
            var model = Bind(method, context);
            return context.Failed ? null : model;
        }
        catch (Refusal refusal)
        {
            context.Refuse(refusal, place);
            return null;
        }
        catch (AlreadyReported)
        {
            if (context.Reports && !context.Failed && !context.Bodies.HasErrors(method, cancellation))
                context.Refuse(new Refusal(Descriptors.InternalError, method.Name, "a part of it was not understood"), place);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Behind a statement that was refused, or that is no C#, something may be missing that the rest relies on.
            if (!context.Failed && !context.Bodies.HasErrors(method, cancellation))
                context.Refuse(new Refusal(Descriptors.InternalError, method.Name, $"{error.GetType().Name}: {error.Message}"), place);
            return null;
        }
    }

    private static MethodModel? Bind(IMethodSymbol method, FunctionContext context)
    {
        MethodHeader.Check(method);
        var types = TypeNames.Containing(method.ContainingType, includingItself: true);
        if (RealTypes.Of(method) is not { } real) throw NoFloat(method);
        RealTypes.Require(real, method.Locations[0]);
        ResultBinder.Check(method, real);
        if (context.Bodies.Body(method, context.Cancellation) is not { } body) throw NoBody(method);

        var terms = new Dictionary<ISymbol, Term>(SymbolEqualityComparer.Default);
        var extents = new Dictionary<string, Extent>(StringComparer.Ordinal);
        var inputs = new ParameterBinder(method, real, context.Algebra, extents);
        inputs.Bind((symbol, term) => terms[symbol] = term);
        if (!inputs.Parameters.Any(p => p.Differentiated)) throw new Refusal(Descriptors.NothingToDifferentiate, method.Name);

        context.Reserve(inputs.Symbols.Select(s => s.Symbol).Concat(inputs.Parameters.Select(p => p.Name)));
        var binder = new BodyBinder(context, real, inputs.Self);
        foreach (var term in terms) binder.Define(term.Key, binder.Held(term.Key, term.Value));
        context.Calls.Push(method.OriginalDefinition);
        context.RealText = TypeNames.Text(real);
        var returned = binder.Bind(body, method, recover: context.Reports);
        if (returned is null || context.Failed) return null;
        var results = ResultBinder.Bind(method, returned, context.Algebra, extents).ToList();
        var written = binder.Written(inputs.Parameters);
        foreach (var (parameter, contents) in written)
            results.Add(new Result(ResultBinder.UniqueName(method, parameter.Name + "Out"), contents.Value, parameter.Dimensions, null, parameter.Name));
        if (results.Count == 0) throw new Refusal(Descriptors.UnsupportedReturnType, method.Name, "void");
        var parameters = inputs.Parameters.Select(p => written.Any(w => w.Parameter == p) ? p with { Written = true } : p).ToEquatable();

        var function = RegionPruning.Apply(new Function(method.Name, parameters, inputs.Symbols.ToEquatable(), context.Algebra.Facts.Checks.ToEquatable(),
            context.Algebra.Builder.Body.ToEquatable(), results.ToEquatable()));
        var modes = ResultBinder.Modes(method);
        var place = method.Locations[0].GetLineSpan();
        GradientChecks.Run(method, function, modes, context);
        return new MethodModel
        {
            Namespace = TypeNames.Namespace(method.ContainingType),
            ContainingTypes = types.ToEquatable(),
            Name = method.Name,
            Accessibility = TypeNames.Accessibility(method.DeclaredAccessibility),
            IsStatic = method.IsStatic,
            RealType = TypeNames.Text(real),
            TypeParameters = method.TypeParameters.Select(p => TypeNames.Escaped(p.Name)).ToEquatable(),
            Constraints = TypeNames.Constraints(method),
            RealTypeIsMethodTypeParameter = real is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method },
            Signature = MethodHeader.Signature(method, inputs),
            ThisModelType = method.IsStatic ? null : TypeNames.Text(method.ContainingType),
            Models = inputs.Models.ToEquatable(),
            Structs = inputs.Structs.ToEquatable(),
            ReturnedStruct = ResultBinder.Returned(method),
            IsReachable = TypeNames.IsReachable(method),
            Function = function,
            ResultIsTensor = ResultBinder.IsTensor(method),
            ReturnsTuple = method.ReturnType.IsTupleType,
            Modes = modes,
            ChecksFinite = Known.Flag(Known.Attribute(method, "DifferentiableAttribute"), "CheckFinite"),
            Cref = MethodHeader.Cref(method),
            File = Path.GetFileName(place.Path),
            Line = place.StartLinePosition.Line + 1,
            HintName = MethodHeader.Hint(method),
        };
    }

    private static Refusal NoFloat(IMethodSymbol method) => method.ReturnsVoid || method.Parameters.Length > 0
        ? new Refusal(Descriptors.UnsupportedReturnType, method.Name, TypeNames.Text(method.ReturnType))
        : new Refusal(Descriptors.NothingToDifferentiate, method.Name);

    private static Exception NoBody(IMethodSymbol method) => method.IsPartialDefinition || method.DeclaringSyntaxReferences.Length == 0
        ? new Refusal(Descriptors.UnsupportedSignature, method.Name, "has no body", "write a body")
        : new AlreadyReported();
}
