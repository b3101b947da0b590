using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// A method that is being bound already is called and not inlined; its derivative calls itself in the same way.
internal sealed partial class BodyBinder
{
    private Term Recursion(IInvocationOperation invocation, Location location)
    {
        var method = invocation.TargetMethod.OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction || !Known.IsDifferentiable(method) || !method.IsStatic) throw new Refusal(Descriptors.Recursion, location, method.Name, "make it a static [Differentiable] method");
        bool isNumber = RealTypes.OfReturn(method) is not null && (ResultBinder.Modes(method) & DerivativeModes.Gradient) != 0
            && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In && (_types.Of(p.Type) is not null || Known.IsReadOnlySpan(p.Type, out _)));
        if (isNumber)
        {
            var differentiated = method.Parameters.Select(p => NestedParameters.IsDifferentiated(method, p)).ToList();
            return BindOpaque(invocation, differentiated, Text(method, invocation.TargetMethod, method.Name + "Gradient"), RuleForm.Gradient);
        }
        var callee = CalleeOf(invocation.TargetMethod, location);
        var call = new Call(this, invocation);
        call.BindAll(a => Bind(a.Value));
        var arguments = new List<Value>();
        var back = new List<(View Target, View Copy)>();
        for (int i = 0; i < call.Count; i++) arguments.Add(Passed(call.Term(i), callee.Parameters[i], back));
        var like = callee.Results.Select(r => Algebra.Builder.NewValue(r, [], ""))
            .Concat(callee.Written.Select(i => arguments[i])).ToList();
        var targets = Algebra.Builder.EmitMany(new Ir.Call(callee, arguments.ToEquatable()), like);
        int next = callee.Results.Count;
        foreach (var (target, copy) in back)
        {
            copy.Root.Set(targets[next++]);
            if (target.Root != copy.Root) CopyElements(copy, target);
        }
        var values = targets.Take(callee.Results.Count).Select(TensorAlgebra.Scalar).ToArray<Term>();
        return method.ReturnsVoid ? new TupleTerm([]) : method.ReturnType.IsTupleType ? new TupleTerm(values) : values[0];
    }

    /// <summary>An argument as the callee takes it: a number, or a whole array; a part of one is copied, and copied back if the callee writes it.</summary>
    private Value Passed(Term argument, CalleeParameter parameter, List<(View Target, View Copy)> back)
    {
        if (parameter.Rank == 0) return Algebra.Quantity(argument, parameter.Type).Value;
        if (argument is TermList list) argument = Made(list);
        if (!parameter.Written) return argument is View { IsWhole: false } part ? CopyOf(part, "part").Root.Contents.Value : Algebra.Materialize(Algebra.Quantity(argument)).Value;
        if (argument is not View view) throw new Refusal(Descriptors.UnsupportedAssignment, "an argument", "is written by the method, but is only read here; copy it into an array first");
        Writable(view);
        var copy = view.IsWhole ? view : CopyOf(view, "part");
        back.Add((view, copy));
        return copy.Root.Contents.Value;
    }

    private Callee CalleeOf(IMethodSymbol method, Location location)
    {
        Refusal Unsupported(string what) => new(Descriptors.Recursion, location, method.Name, what);
        if (method.TypeArguments.Any(t => !SymbolEqualityComparer.Default.Equals(t, real))) throw Unsupported("its only type parameter has to be the float type");
        string container = TypeNames.Text(method.ContainingType);
        string suffix = method.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(_ => context.RealText))}>";
        var parameters = new List<CalleeParameter>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) throw Unsupported("parameters by reference do not go with recursion; return a tuple");
            bool isIndexed = Known.IsIndexed(parameter.Type, out var element);
            if (_types.Of(element) is not { } type || (isIndexed && Known.IsTensor(parameter.Type, out _) && Known.Shape(parameter.OriginalDefinition.GetAttributes()) is null)) throw Unsupported("it takes numbers, spans and tensors");
            int rank = !isIndexed ? 0 : Known.IsTensor(parameter.Type, out _) ? Known.Shape(parameter.OriginalDefinition.GetAttributes())!.Length : 1;
            bool written = isIndexed && type == ElementType.Real && ElementWrites.Has(parameter.OriginalDefinition, context.Bodies.Body(method, context.Cancellation));
            parameters.Add(new CalleeParameter(type, rank, Known.IsTensor(parameter.Type, out _), type == ElementType.Real && ParameterBinder.IsWanted(method, parameter.OriginalDefinition), written));
            if (written) context.WrittenByCalls.Add(parameter.OriginalDefinition);
        }
        var types = method.ReturnsVoid ? [] : method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Select(e => e.Type).ToList() : [method.ReturnType];
        var results = types.Select(t => _types.Of(t) ?? throw Unsupported("it has to return numbers")).ToEquatable();
        bool throws = context.Bodies.Body(method, context.Cancellation)?.Descendants().Any(o => o is IThrowOperation) ?? true;
        string name = TypeNames.Escaped(method.Name);
        return new Callee($"{container}.{name}{suffix}", parameters.ToEquatable(), results, $"{container}.{name}Vjp{suffix}", $"{container}.{name}Jvp{suffix}", throws);
    }
}
