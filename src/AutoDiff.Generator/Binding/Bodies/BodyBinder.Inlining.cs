using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    // More statements than any program that one would want as one method; calls that double at each level would exhaust memory.
    private const int MaxStatements = 50_000;
    private const int MaxDepth = 64;

    /// <summary>What becomes of a call: the one place where that is decided.</summary>
    private enum CallKind
    {
        /// <summary>The body of the method stands in place of the call.</summary>
        Inlined,
        /// <summary>The method is being bound already: the call stays a call.</summary>
        Recursive,
    }

    /// <summary>Whether the body of a method may stand in place of its calls: it is annotated, or belongs to a value that is differentiated.</summary>
    private static bool IsInlined(IMethodSymbol method) => Known.IsDifferentiable(method) || (!method.IsStatic && StructTypes.IsValue(method.ContainingType) && !method.IsImplicitlyDeclared);

    private CallKind Resolve(IMethodSymbol method, Location location)
    {
        foreach (var caller in context.Calls)
            if (SymbolEqualityComparer.Default.Equals(caller, method)) return CallKind.Recursive;
        if (method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.ContainingType.IsSealed && !method.ContainingType.IsValueType))
            throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "which body runs is known only at run time; seal the method");
        if (method.IsAsync) throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "it is async; await in the caller");
        return CallKind.Inlined;
    }

    private Term BindCall(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        var location = NameLocation(invocation.Syntax);
        return Resolve(method, location) == CallKind.Recursive ? Recursion(invocation, location) : Inline(invocation, location);
    }

    /// <summary>The body of another method in place of its call.</summary>
    private Term Inline(IInvocationOperation invocation, Location location)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        bool isLocal = method.MethodKind == MethodKind.LocalFunction;
        if ((isLocal ? context.Bodies.LocalFunction(method, context.Cancellation) : context.Bodies.Body(method, context.Cancellation)) is not { } body)
            throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "its body is not in this compilation");
        var (self, owner) = Receiver(invocation);
        var references = new List<(Place Place, IParameterSymbol Parameter)>();
        var call = new Call(this, invocation);
        call.BindAll(argument =>
        {
            if (argument.Parameter!.RefKind is not (RefKind.Ref or RefKind.Out)) return Bind(argument.Value);
            var place = PlaceOf(argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value);
            references.Add((place, method.Parameters[argument.Parameter.Ordinal]));
            return argument.Parameter.RefKind == RefKind.Ref ? Load(place) : Unassigned.Term;
        });
        var arguments = method.Parameters.Select((p, i) => (p, Passed(call.Term(i), p))).ToList();
        var last = new List<Term?>();
        var result = InlineBody(method, body, self, arguments, location, invocation.Syntax, callee => callee.Unify(method, call), callee =>
        {
            foreach (var (_, parameter) in references) last.Add(State[parameter]);
            if (owner is not null) last.Add(State[method.ContainingType]);
        });
        int first = Algebra.Builder.Body.Count;
        for (int i = 0; i < references.Count; i++) Assign(references[i].Place, last[i] ?? throw new AlreadyReported(), first);
        if (owner is not null) Assign(owner, last[references.Count] ?? throw new AlreadyReported(), first);
        return result;
    }

    /// <summary>The object that a method is called on, and its place if the method may change it.</summary>
    private (Term? Self, Place? Owner) Receiver(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.IsStatic || method.MethodKind == MethodKind.LocalFunction || invocation.Instance is not { } instance) return (null, null);
        bool mayChange = method.ContainingType.IsValueType && !method.IsReadOnly && !method.ContainingType.IsReadOnly
            && instance is ILocalReferenceOperation or IParameterReferenceOperation { Parameter.RefKind: not RefKind.In } or IFieldReferenceOperation { Instance.Type.IsValueType: true } or IInstanceReferenceOperation;
        if (!mayChange) return (Bind(instance), null);
        var place = PlaceOf(instance);
        return (Load(place), place);
    }

    /// <summary>Binds a body in place of a call. A local function shares the variables of the body around it; another method has its own.</summary>
    private Term InlineBody(IMethodSymbol method, IBlockOperation body, Term? self, IEnumerable<(IParameterSymbol Parameter, Term Argument)> arguments, Location location, SyntaxNode syntax,
        Action<BodyBinder>? begin = null, Action<BodyBinder>? end = null)
    {
        if (Algebra.Builder.Body.Count > MaxStatements || context.Calls.Count > MaxDepth) throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "the function becomes too long");
        bool isLocal = method.MethodKind == MethodKind.LocalFunction;
        var callee = isLocal ? this : new BodyBinder(context, RealTypes.OfCallee(method, real), self);
        var source = Algebra.Builder.Source;
        object? key = self is StructTerm ? method.ContainingType : null;
        var outer = key is not null && State.TryGet(key, out var shadowed) ? shadowed : null;
        if (key is not null) State[key] = self;
        var (result, returned, recovers) = (_result, _returned, _recovers);
        context.Calls.Push(method);
        try
        {
            foreach (var (parameter, argument) in arguments) callee.Define(parameter, argument);
            begin?.Invoke(callee);
            return callee.Bind(body, method, recover: false, end) ?? throw new AlreadyReported();
        }
        catch (Refusal refusal) when (refusal.Location is null || refusal.Location.SourceTree != location.SourceTree || !syntax.Span.Contains(refusal.Location.SourceSpan))
        {
            if (isLocal) throw refusal.Location is null ? new Refusal(refusal.Descriptor, _at, refusal.Arguments) : refusal;
            throw new Refusal(Descriptors.CalleeRefused, location, method.Name, refusal.At(Location.None).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            context.Calls.Pop();
            Algebra.Builder.Source = source;
            (_result, _returned, _recovers) = (result, returned, recovers);
            if (key is not null && outer is not null) State[key] = outer;
            else if (key is not null) State.Remove(key);
            _at = location;
        }
    }

    /// <summary>An argument as the parameter holds it: elements that stand in the source become an array.</summary>
    private Term Passed(Term argument, IParameterSymbol parameter) => argument switch
    {
        TermList list when Known.IsIndexed(parameter.Type, out _) => Made(list, parameter.Name),
        Quantity { Rank: 1 } elements when Known.IsSpan(parameter.Type, out _) || Known.IsReadOnlySpan(parameter.Type, out _) => Kept(elements, parameter.Name),
        _ => argument,
    };

    /// <summary>Gives the names in the callee's [Shape] strings the extents of the arguments, and checks that equal names have equal ones.</summary>
    private void Unify(IMethodSymbol method, Call call)
    {
        if (self is ModelTerm model)
            foreach (var extent in model.Extents) Extents[extent.Key] = extent.Value;
        foreach (var parameter in method.Parameters)
            if (call.Term(call.Ordinal(parameter.Name)) is Integer integer) Extents[parameter.Name] = integer.Extent;
        // Plain names first: products are made of them.
        foreach (bool products in new[] { false, true })
            foreach (var parameter in method.Parameters)
                if (Known.Shape(parameter.GetAttributes()) is { } names && Whole(call.Term(call.Ordinal(parameter.Name))) is Quantity argument)
                    UnifyOne(parameter, names, argument, call, products);
    }

    private void UnifyOne(IParameterSymbol parameter, string[] names, Quantity argument, Call call, bool products)
    {
        Refusal Mismatch() => new(Descriptors.ShapeMismatch, call.Argument(call.Ordinal(parameter.Name)).Syntax.GetLocation(),
            $"{argument} is passed for {parameter.Name} [{string.Join(", ", names)}]{Bound(names)}");
        if (names.Length != argument.Rank) throw Mismatch();
        for (int i = 0; i < names.Length; i++)
        {
            if (ShapeText.Parse(names[i]) is not { } text) throw new AlreadyReported();
            if (text.IsName == products) continue;
            var actual = Shapes.ExtentOf(argument.Shape[i]);
            if (text.Evaluate(Extents, out string? missing) is { } expected)
            {
                if (!Algebra.Facts.Equal(expected, actual)) throw Mismatch();
            }
            else if (text.IsName) Extents.Add(missing!, actual);
            else if (text.Solve(Extents, missing!) is { } factor)
                Extents.Add(missing!, Algebra.Facts.DivideExactly(actual, factor, $"{factor} does not divide {actual}.") ?? throw Mismatch());
        }
    }

    /// <summary>The extents that names have been given so far, for the message.</summary>
    private string Bound(string[] names)
    {
        var known = names.Where(n => Extents.TryGetValue(n, out _)).Select(n => $"{n} = {Extents[n]}").ToList();
        return known.Count == 0 ? "" : " with " + string.Join(", ", known);
    }
}
