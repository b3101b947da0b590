using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Term BindInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var owner = method.ContainingType;
        if (Known.IsOps(owner)) return BindOps(new Call(this, invocation));
        if (Known.IsMathematics(owner) || SymbolEqualityComparer.Default.Equals(owner, real)) return BindMathematics(new Call(this, invocation));
        if (method.MethodKind == MethodKind.LocalFunction || IsInlined(method.OriginalDefinition))
            return Known.IsDifferentiable(method.OriginalDefinition) && context.Bodies.Body(method, context.Cancellation) is null && BindRuled(invocation) is { } contract ? contract : BindCall(invocation);
        if (DerivativeName.Of(method.OriginalDefinition) is { } derivative) return BindDerivative(invocation, derivative);
        if (BindSpanMethod(invocation) is { } span) return span;
        if (invocation.Instance is { } instance && Known.IsTensor(owner, out _))
        {
            if (method.Name == "Dimension" && invocation.Arguments.Length == 1 && Whole(Bind(instance)) is Quantity tensor) return Dimension(tensor, invocation.Arguments[0].Value, method.Name);
            if (method.Name == "Row" && invocation.Arguments.Length == 1 && Whole(Bind(instance)) is Quantity matrix) return Row(matrix, Bind(invocation.Arguments[0].Value));
            if (method.Name == "Reshape" && invocation.Arguments.Length == 1 && Whole(Bind(instance)) is Quantity reshaped)
                return At(invocation).Algebra.Reshape(reshaped, new Call(this, invocation).Extents(0));
        }
        if (Known.IsTensor(owner, out _) && method is { IsStatic: true, Name: "Zeros" } && invocation.Arguments.Length == 1 && _types.Of(((INamedTypeSymbol)owner).TypeArguments[0]) is { } zero && Bind(invocation.Arguments[0].Value) is TermList extents)
            return At(invocation).NewArray("zeros", zero, extents.Items).Root.Contents;
        if (method.MethodKind is MethodKind.DelegateInvoke) throw new Refusal(Descriptors.FunctionValue, invocation.Syntax.GetLocation(), "A call of a delegate");
        if (BindGuard(invocation)) return new TupleTerm([]);
        if (BindRuled(invocation) is { } ruled) return ruled;
        bool isOurs = method.OriginalDefinition.DeclaringSyntaxReferences.Length > 0;
        throw new Refusal(Descriptors.UnknownCall, NameLocation(invocation.Syntax), method.Name,
            isOurs ? "mark it with [Differentiable]" : "use the functions of Ops or Math, or write a [Differentiable] method");
    }

    /// <summary>Shape errors from now on belong to this call.</summary>
    private BodyBinder At(IInvocationOperation invocation)
    {
        _at = NameLocation(invocation.Syntax);
        return this;
    }

    private static Location NameLocation(SyntaxNode syntax) => syntax is InvocationExpressionSyntax invocation
        ? invocation.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.GetLocation(),
            var expression => expression.GetLocation(),
        }
        : syntax.GetLocation();

    /// <summary>Math.Exp, MathF.Exp, T.Exp, double.Exp, T.CreateChecked.</summary>
    private Term BindMathematics(Call call)
    {
        string name = call.Name;
        int count = call.Count;
        if (name is "CreateChecked" or "CreateSaturating" or "CreateTruncating" && count == 1)
        {
            var term = call.Term(0);
            if (call.Type is not { } type || !IsReal(type)) throw new Refusal(Descriptors.ActiveToInteger, call.Location, call.Text(0));
            if (term is Quantity { Rank: 0, Value: { Type: ElementType.Int } counted }) return TensorAlgebra.Scalar(Algebra.Builder.Map(Operator.ToReal, counted));
            if (term is Quantity { Value.Type: not ElementType.Real } or not (Quantity or Literal or Integer)) throw Unknown(call);
            return RealNumber(term);
        }
        if (call.Type is { } result && IsInteger(result)) return BindIntegerMathematics(call);
        if (count == 1 && Mathematics.Unary(name) is { } unary) return Pointwise(call, unary, call.Tensor(0));
        if (count == 2 && Mathematics.Binary(name) is { } binary) return binary == Operator.Power ? Power(call, call.Tensor(0), call.Term(1)) : Map(call, binary, call.Tensor(0), call.Tensor(1));
        switch (name, count)
        {
            case ("Clamp", 3): return Map(call, Operator.Clamp, call.Tensor(0), call.Tensor(1), call.Tensor(2));
            default: return Composite(call);
        }
    }

    private static Refusal Unknown(Call call) => new(Descriptors.UnknownCall, call.Location, call.Name, "use the functions of Ops or Math, or write a [Differentiable] method");

    private Quantity Map(Call call, Operator op, params Quantity[] operands)
    {
        At(call.Operation);
        return Algebra.Map(op, operands);
    }

    private Quantity Pointwise(Call call, Operator op, Quantity operand)
    {
        var result = Map(call, op, operand);
        if (Mathematics.Step(op.ToString()) is not null) context.ZeroDerivatives[result.Value.Id] = (op.ToString(), call.Location);
        return result;
    }

    /// <summary>Integer exponents are exact: small ones are products.</summary>
    private Quantity Power(Call call, Quantity x, Term exponent)
    {
        At(call.Operation);
        double? number = exponent switch
        {
            Literal literal => literal.Number,
            Integer { Extent: var extent } when extent.IsConstant(out long n) => n,
            _ => null,
        };
        switch (number)
        {
            case 0: return new Quantity(Algebra.Builder.Real(1), x.Shape);
            case 1: return x;
            case 2: return Algebra.Map(Operator.Square, x);
            case 3: return Algebra.Map(Operator.Multiply, Algebra.Map(Operator.Square, x), x);
            case 4: return Algebra.Map(Operator.Square, Algebra.Map(Operator.Square, x));
            case -1: return Algebra.Map(Operator.Reciprocal, x);
            default: return Algebra.Map(Operator.Power, x, Algebra.Quantity(exponent));
        }
    }
}
