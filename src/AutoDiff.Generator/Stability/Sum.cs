using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Stability;

/// <summary>Sums with the number one.</summary>
internal static class Sum
{
    /// <summary>The other addend of 1 + x or x + 1; null for anything else, and for constants.</summary>
    public static IOperation? OnePlus(IOperation operation)
    {
        if (Function.Bare(operation) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } sum) return null;
        return IsOne(sum.LeftOperand) ? sum.RightOperand : IsOne(sum.RightOperand) ? sum.LeftOperand : null;
    }

    public static bool IsOne(IOperation operation) => Function.Bare(operation) switch
    {
        { ConstantValue: { HasValue: true, Value: double and 1.0 or float and 1f or int and 1 } } => true,
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: "One" } } => true,
        _ => false,
    };
}
