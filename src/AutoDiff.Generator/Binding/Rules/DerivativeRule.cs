using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>How a hand-written rule, or a generated gradient, hands out the derivatives of a method that returns one number.</summary>
internal enum RuleForm
{
    /// <summary>The parameters of the method; it returns the partial derivative, or a tuple of them, one for each number of the float type.</summary>
    Partials,

    /// <summary>
    /// The parameters of the method, then a destination for each derivative: <c>out</c> for a number, a span for an array. It returns the value. What the
    /// generator writes as <c>...Gradient</c> has this form.
    /// </summary>
    Gradient,
}

/// <summary>The derivative of a method that is not bound itself.</summary>
/// <param name="Target">The method.</param>
/// <param name="Method">What computes its derivatives.</param>
/// <param name="Form">How it hands them out.</param>
/// <param name="Differentiated">For each parameter whether there is a derivative with respect to it.</param>
internal sealed record DerivativeRule(IMethodSymbol Target, IMethodSymbol Method, RuleForm Form, IReadOnlyList<bool> Differentiated);
