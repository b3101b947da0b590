using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>
    /// A call of a generated derivative: the annotated method's body over the arguments becomes a function of its own, which is differentiated and put in
    /// place of the call. What it returns is the term; what it hands out goes to the arguments.
    /// </summary>
    private Term BindDerivative(IInvocationOperation invocation, DerivativeName name)
    {
        var location = NameLocation(invocation.Syntax);
        if (!name.Primal.IsStatic || name.Primal.Parameters.Any(p => Known.IsModel(p.Type)))
            throw new Refusal(Descriptors.CalleeRefused, location, invocation.TargetMethod.Name, "derivatives of methods with [Model] parameters cannot be differentiated again; pass tensors");
        foreach (var caller in context.Calls)
            if (SymbolEqualityComparer.Default.Equals(caller, name.Primal.OriginalDefinition)) throw new Refusal(Descriptors.Recursion, location, name.Primal.Name);

        var call = new Call(this, invocation);
        var arguments = new Dictionary<int, Value>();
        // The body may use values from outside; nothing that differentiation makes may have their ids.
        var function = Passes.Normalize(FunctionOf(name.Primal, call, arguments, invocation) with { ReservedIds = Algebra.Builder.LastId });
        Function derivative;
        try
        {
            derivative = Passes.Normalize(name.Mode switch
            {
                DerivativeModes.Jvp => ForwardMode.Jvp(function),
                DerivativeModes.Hvp => ForwardMode.Hvp(function),
                _ => ReverseMode.Gradient(function, returnsScalar: name.Mode == DerivativeModes.Gradient),
            });
        }
        catch (NotDifferentiableException error)
        {
            throw new Refusal(Descriptors.CalleeRefused, location, invocation.TargetMethod.Name, error.Message);
        }
        Algebra.Builder.Reserve(derivative.LastId);
        foreach (var parameter in derivative.Parameters)
            if (!arguments.ContainsKey(parameter.Value.Id)) arguments[parameter.Value.Id] = Argument(call, parameter);

        Algebra.Builder.Import(NestedStatements.AsPrimal(derivative.Body, v => arguments.TryGetValue(v.Id, out var argument) ? argument : v));
        Quantity Result(Result r) => new(NestedStatements.AsPrimal(arguments.TryGetValue(r.Value.Id, out var argument) ? argument : r.Value), r.Dimensions.Items);
        int first = Algebra.Builder.Body.Count;
        foreach (var result in derivative.Results)
            if (call.Has(result.Name)) HandOut(call.Argument(call.Ordinal(result.Name)), Algebra.Materialize(Result(result)), first);
        return invocation.TargetMethod.ReturnsVoid ? new TupleTerm([]) : Result(derivative.Results[0]);
    }

    /// <summary>A number goes to an out argument, a tensor or array into the memory that was passed.</summary>
    private void HandOut(IOperation argument, Quantity result, int first)
    {
        while (argument is IConversionOperation conversion) argument = conversion.Operand;
        if (result.Rank == 0 || argument is not (ILocalReferenceOperation or IParameterReferenceOperation) || Bind(argument) is not View { IsWhole: true } whole || !SameShape(whole.Root.Shape, result.Shape))
        {
            if (result.Rank > 0 && Bind(argument) is View part) CopyElements(result, part);
            else Assign(PlaceOf(argument), result, first);
            return;
        }
        Writable(whole);
        whole.Root.Set(Algebra.Like(result, whole.Root.Contents.Value, whole.Root.Shape));
    }

    private bool SameShape(Dimension[] a, IReadOnlyList<Dimension> b)
    {
        bool same = a.Length == b.Count;
        for (int i = 0; same && i < a.Length; i++) same = Algebra.Facts.Equal(Shapes.ExtentOf(a[i]), Shapes.ExtentOf(b[i]));
        return same;
    }

    /// <summary>The method over new values, one for each differentiated argument; <paramref name="arguments"/> says what they stand for.</summary>
    private Function FunctionOf(IMethodSymbol method, Call call, Dictionary<int, Value> arguments, IInvocationOperation invocation)
    {
        method = method.OriginalDefinition;
        var location = NameLocation(invocation.Syntax);
        if (RealTypes.Of(method) is not { } calleeReal || context.Bodies.Body(method, context.Cancellation) is not { } body)
            throw new Refusal(Descriptors.CalleeRefused, location, invocation.TargetMethod.Name, $"the body of {method.Name} is not in this compilation");
        var callee = new BodyBinder(context, calleeReal, null);
        var parameters = new List<Parameter>();
        foreach (var parameter in method.Parameters)
        {
            var term = call.Term(call.Ordinal(parameter.Name));
            if (term is View { IsWhole: false } part) term = CopyOf(part, parameter.Name);
            if (term is View whole) term = Algebra.Contents(whole);
            if (NestedParameters.IsDifferentiated(method, parameter))
            {
                var argument = Algebra.Materialize(Algebra.Quantity(term));
                var value = Algebra.Builder.NewValue(ElementType.Real, Shapes.Axes(argument.Shape), parameter.Name);
                arguments[value.Id] = argument.Value;
                term = new Quantity(value, argument.Shape);
                var kind = argument.Rank == 0 ? ParameterKind.Scalar : ParameterKind.Tensor;
                parameters.Add(new Parameter(value, parameter.Name, parameter.Name, kind, argument.Shape.ToEquatable(), Differentiated: true));
            }
            callee.Define(parameter, callee.Held(parameter, term));
        }

        EquatableArray<Result> results = default;
        context.Calls.Push(method);
        var source = Algebra.Builder.Source;
        try
        {
            var block = Algebra.Builder.Block([], () =>
            {
                callee.Unify(method, call);
                results = ResultBinder.Bind(method, callee.Bind(body, method, recover: false) ?? throw new AlreadyReported(), Algebra, callee.Extents);
                return [];
            });
            if (callee._inputs.FirstOrDefault(i => i.Value.Storage.Contents.Value != i.Value.Initial).Key is { } written)
                throw new Refusal(Descriptors.CalleeRefused, location, invocation.TargetMethod.Name, $"{method.Name} writes to {written}, and its derivatives cannot be differentiated again; return new values");
            return RegionPruning.Apply(new Function(method.Name, parameters.ToEquatable(), default, default, block.Body, results));
        }
        finally
        {
            context.Calls.Pop();
            Algebra.Builder.Source = source;
            _at = location;
        }
    }

    /// <summary>A tangent or an upstream gradient in the axes that the derivative expects it in.</summary>
    private Value Argument(Call call, Parameter parameter)
    {
        if (!call.Has(parameter.Name)) throw new AlreadyReported();
        int ordinal = call.Ordinal(parameter.Name);
        var given = call.Tensor(ordinal);
        if (!SameShape(given.Shape, parameter.Dimensions)) throw new Refusal(Descriptors.ShapeMismatch, call.Argument(ordinal).Syntax.GetLocation(), $"{given} is passed for {parameter.Name} {Shapes.Text(parameter.Dimensions)}");
        return Algebra.Materialize(new Quantity(Algebra.Align(given, parameter.Dimensions.Items), parameter.Dimensions.Items)).Value;
    }
}
