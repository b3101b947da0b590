using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    // More statements than any program that one would want as one method; calls that double at each level would exhaust memory.
    private const int MaxStatements = 50_000;

    /// <summary>The body of another annotated method in place of its call.</summary>
    private Term Inline(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        var location = NameLocation(invocation.Syntax);
        foreach (var caller in context.Calls)
            if (SymbolEqualityComparer.Default.Equals(caller, method)) throw new Refusal(Descriptors.Recursion, location, method.Name);
        if (method.IsVirtual || method.IsAbstract || method.IsOverride)
            throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "which body runs is known only at run time; seal the method");
        if (context.Bodies.Body(method, context.Cancellation) is not { } body)
            throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "its body is not in this compilation");
        if (RealTypes.Of(method) is not { } calleeReal) throw new AlreadyReported();
        if (Algebra.Builder.Body.Count > MaxStatements) throw new Refusal(Descriptors.CalleeRefused, location, method.Name, "the function becomes too long");

        var callee = new BodyBinder(context, calleeReal, method.IsStatic ? null : Bind(invocation.Instance!) ?? throw Fence.Refuse(invocation));
        var call = new Call(this, invocation);
        for (int i = 0; i < call.Count; i++) callee.Define(method.Parameters[i], call.Term(i));
        var source = Algebra.Builder.Source;
        context.Calls.Push(method);
        try
        {
            callee.Unify(method, call);
            return callee.Bind(body, method, recover: false) ?? throw new AlreadyReported();
        }
        catch (Refusal refusal) when (refusal.Descriptor != Descriptors.Recursion && (refusal.Location is null || refusal.Location.SourceTree != location.SourceTree || !invocation.Syntax.Span.Contains(refusal.Location.SourceSpan)))
        {
            throw new Refusal(Descriptors.CalleeRefused, location, method.Name, refusal.At(Location.None).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            context.Calls.Pop();
            Algebra.Builder.Source = source;
            _at = location;
        }
    }

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
