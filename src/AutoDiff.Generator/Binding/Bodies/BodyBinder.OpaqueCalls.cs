using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// Calls that stay calls: the method has a derivative, and its body is not looked at.
internal sealed partial class BodyBinder
{
    /// <summary>The call of a method with a hand-written rule, or of one of another assembly; null where there is neither.</summary>
    private Term? BindRuled(IInvocationOperation invocation)
    {
        if (context.Bodies.Rules.Find(invocation.TargetMethod) is not { } rule) return null;
        return BindOpaque(invocation, rule.Differentiated, Text(rule.Method, invocation.TargetMethod, rule.Method.Name), rule.Form);
    }

    /// <summary>The call itself.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="differentiated">For each parameter whether there is a derivative with respect to it.</param>
    /// <param name="derivative">The method that computes the derivatives, as generated code calls it.</param>
    /// <param name="form">How it hands them out.</param>
    private Quantity BindOpaque(IInvocationOperation invocation, IReadOnlyList<bool> differentiated, string derivative, RuleForm form)
    {
        var method = invocation.TargetMethod;
        var location = NameLocation(invocation.Syntax);
        var arguments = new List<Value>();
        var parameters = new List<CalleeParameter>();
        var call = new Call(this, invocation);
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = ParameterOf(method.Parameters[i], differentiated[i])
                ?? throw new Refusal(Descriptors.UnknownCall, location, method.Name, $"its parameter '{method.Parameters[i].Name}' is of a type that cannot be passed from differentiable code");
            parameters.Add(parameter);
            var term = call.Term(i);
            arguments.Add(Algebra.Materialize(Algebra.Quantity(term is View { IsWhole: false } part ? CopyOf(part, "part") : term, parameter.Type)).Value);
        }
        At(invocation);
        var callee = new Callee(Text(method, method, method.Name), parameters.ToEquatable(), EquatableArray.Of(ElementType.Real), Gradient: null, Tangent: null)
        {
            Partials = PartialsOf(derivative, form, parameters),
        };
        var target = Algebra.Builder.NewValue(ElementType.Real, []);
        var result = Algebra.Builder.EmitMany(new Ir.Call(callee, arguments.ToEquatable()), [target])[0];
        context.Places[result.Id] = location;
        return TensorAlgebra.Scalar(result);
    }

    private CalleeParameter? ParameterOf(IParameterSymbol parameter, bool differentiated)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In)) return null;
        if (_types.Of(parameter.Type) is { } number) return new CalleeParameter(number, 0, IsTensor: false, differentiated, Written: false);
        if (Known.IsReadOnlySpan(parameter.Type, out var element) && _types.Of(element) is { } type) return new CalleeParameter(type, 1, IsTensor: false, differentiated, Written: false);
        return null;
    }

    /// <summary>What computes the partial derivatives: it yields one for each differentiated parameter, behind the value if it returns that too.</summary>
    private static Callee PartialsOf(string name, RuleForm form, List<CalleeParameter> parameters)
    {
        var plain = parameters.Select(p => p with { Differentiated = false }).ToList();
        var differentiated = parameters.Where(p => p.Differentiated).ToList();
        if (form == RuleForm.Partials) return new Callee(name, plain.ToEquatable(), differentiated.Select(_ => ElementType.Real).ToEquatable(), null, null);
        var destinations = differentiated.Select(p => p.Rank == 0 ? p with { Differentiated = false, IsOut = true } : p with { Differentiated = false, Written = true });
        return new Callee(name, plain.Concat(destinations).ToEquatable(), EquatableArray.Of(ElementType.Real), null, null);
    }

    /// <summary>A method as generated code calls it, with the type arguments of the call.</summary>
    private static string Text(IMethodSymbol method, IMethodSymbol called, string name)
    {
        var owner = SymbolEqualityComparer.Default.Equals(method.ContainingType.OriginalDefinition, called.ContainingType.OriginalDefinition) ? called.ContainingType : method.ContainingType;
        string arguments = method.TypeParameters.Length == 0 || called.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", called.TypeArguments.Select(TypeNames.Text))}>";
        return $"{TypeNames.Text(owner)}.{TypeNames.Escaped(name)}{arguments}";
    }
}
