using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>A binary operator or compound assignment: on tensors and masks with broadcasting, on numbers, on extents.</summary>
    private Term BindBinary(IOperation operation, BinaryOperatorKind kind, IOperation left, IOperation right, ITypeSymbol? type)
    {
        var (a, b) = (Bind(left), Bind(right));
        _at = OperatorLocation(operation.Syntax);
        if (type is not null && IsInteger(type) && a is Integer m && b is Integer n) return new Integer(IntegerResult(operation, kind, m.Extent, n.Extent));
        if (Pointwise(kind) is not { } op) throw Fence.Refuse(operation);
        bool logical = op is Operator.And or Operator.Or;
        if (logical != (type is not null && IsTruth(left.Type) && IsTruth(right.Type) && !IsComparison(op))) throw Fence.Refuse(operation);
        // Integers that are compared with each other stay integers.
        var wanted = IsIndexed(a) && IsIndexed(b) && IsComparison(op) ? ElementType.Int : ElementType.Real;
        if (!IsComparison(op) && (IsIndexTensor(a) || IsIndexTensor(b))) throw Fence.Refuse(operation);
        return Algebra.Map(op, Algebra.Quantity(a, wanted), Algebra.Quantity(b, wanted));
    }

    private static bool IsIndexed(Term term) => term is Integer || IsIndexTensor(term);

    private static bool IsIndexTensor(Term term) => term is Quantity { Value.Type: ElementType.Int };

    private static bool IsTruth(ITypeSymbol? type) => type is not null && (type.SpecialType == SpecialType.System_Boolean || Known.IsMask(type));

    private static bool IsComparison(Operator op) => op is >= Operator.Less and <= Operator.NotEqual;

    private static Operator? Pointwise(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Operator.Add,
        BinaryOperatorKind.Subtract => Operator.Subtract,
        BinaryOperatorKind.Multiply => Operator.Multiply,
        BinaryOperatorKind.Divide => Operator.Divide,
        BinaryOperatorKind.LessThan => Operator.Less,
        BinaryOperatorKind.LessThanOrEqual => Operator.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Operator.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Operator.GreaterOrEqual,
        BinaryOperatorKind.Equals => Operator.Equal,
        BinaryOperatorKind.NotEquals => Operator.NotEqual,
        // Operands have no effects, so evaluating both is the same as the short-circuit form.
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => Operator.And,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => Operator.Or,
        _ => null,
    };

    private Extent IntegerResult(IOperation operation, BinaryOperatorKind kind, Extent a, Extent b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => Algebra.Facts.Simplify(a * b),
        BinaryOperatorKind.Divide when b != Extent.Zero => Algebra.Facts.Divide(a, b),
        BinaryOperatorKind.Remainder when b != Extent.Zero => Algebra.Facts.Remainder(a, b),
        _ => throw Fence.Refuse(operation),
    };

    private Term BindUnary(IUnaryOperation unary)
    {
        var operand = Bind(unary.Operand);
        _at = unary.Syntax.GetLocation();
        switch (unary.OperatorKind)
        {
            case UnaryOperatorKind.Plus: return operand;
            case UnaryOperatorKind.Minus when operand is Integer integer && unary.Type is { } type && IsInteger(type): return new Integer(Extent.Zero - integer.Extent);
            case UnaryOperatorKind.Minus when operand is Literal { Type: ElementType.Real } literal: return new Literal(-literal.Number, ElementType.Real);
            case UnaryOperatorKind.Minus: return Algebra.Map(Operator.Negate, Algebra.Quantity(operand));
            case UnaryOperatorKind.Not when IsTruth(unary.Operand.Type): return Algebra.Map(Operator.Not, Algebra.Quantity(operand));
            default: throw Fence.Refuse(unary);
        }
    }

    private static Location OperatorLocation(SyntaxNode syntax) => syntax switch
    {
        BinaryExpressionSyntax binary => binary.OperatorToken.GetLocation(),
        AssignmentExpressionSyntax assignment => assignment.OperatorToken.GetLocation(),
        _ => syntax.GetLocation(),
    };
}
