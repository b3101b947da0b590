using AutoDiff.Generator.Binding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Stability;

/// <summary>A call of a function of Ops, Math, MathF or a float type, and how to write another one in its place.</summary>
internal sealed class Function
{
    private readonly IInvocationOperation _call;

    private Function(IInvocationOperation call) => _call = call;

    /// <summary>The call of the function of that name; null for anything else.</summary>
    public static Function? Match(IOperation operation, string name) =>
        Bare(operation) is IInvocationOperation call && call.TargetMethod.Name == name && call.Arguments.Length > 0
            && (Known.IsOps(call.TargetMethod.ContainingType) || Known.IsMathematics(call.TargetMethod.ContainingType) || call.ConstrainedToType is not null)
            ? new Function(call) : null;

    /// <summary>The operation without parentheses and conversions that the compiler has put around it.</summary>
    public static IOperation Bare(IOperation operation) => operation switch
    {
        IParenthesizedOperation inner => Bare(inner.Operand),
        IConversionOperation { IsImplicit: true } inner => Bare(inner.Operand),
        _ => operation,
    };

    /// <summary>x of Square(x), x * x or Pow(x, 2); null for anything else.</summary>
    public static IOperation? SquareOf(IOperation operation)
    {
        if (Match(operation, "Square") is { } square) return square[0];
        if (Match(operation, "Pow") is { Count: 2 } power && Bare(power[1]).ConstantValue is { HasValue: true, Value: double and 2.0 or float and 2f or int and 2 }) return power[0];
        return Bare(operation) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product && TextOf(product.LeftOperand) == TextOf(product.RightOperand)
            && product.LeftOperand.Syntax is IdentifierNameSyntax ? product.LeftOperand : null;
    }

    public static string TextOf(IOperation operation) => Bare(operation).Syntax.ToString();

    public bool IsOps => Known.IsOps(_call.TargetMethod.ContainingType);

    /// <summary>Arguments that were written out.</summary>
    public int Count => _call.Arguments.Count(a => a.ArgumentKind == ArgumentKind.Explicit);

    public IOperation this[int argument] => _call.Arguments[argument].Value;

    public string Text(int argument) => TextOf(this[argument]);

    /// <summary>Whether both calls have the same arguments after the first one.</summary>
    public bool SameRest(Function other) => Rest() == other.Rest();

    /// <summary>The call of another function of the same class with another first argument and the same others.</summary>
    public string Renamed(string name, string first) => $"{Prefix()}{name}({first}{Rest()})";

    /// <summary>The call of a function of Ops.</summary>
    public string InOps(string name, string argument) => IsOps ? Renamed(name, argument) : $"AutoDiff.Ops.{name}({argument})";

    /// <summary>The call of a function that Ops and the float types have under two names.</summary>
    public string Scalar(string inOps, string inType, string argument) => IsOps ? Renamed(inOps, argument) : $"{FloatType()}.{inType}({argument})";

    /// <summary>The float type whose function it is: Math has not all of them.</summary>
    private string FloatType() => _call.ConstrainedToType?.Name ?? (_call.Type?.SpecialType == SpecialType.System_Single ? "float" : "double");

    /// <summary>What stands before the name: <c>Ops.</c> or nothing.</summary>
    private string Prefix() => _call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Expression + "." : "";

    /// <summary>The arguments after the first one, with their commas.</summary>
    private string Rest()
    {
        if (_call.Syntax is not InvocationExpressionSyntax invocation) return "";
        return string.Concat(invocation.ArgumentList.Arguments.Skip(1).Select(a => ", " + a));
    }
}
