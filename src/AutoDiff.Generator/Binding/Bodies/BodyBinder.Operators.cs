using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Term BindBinary(IBinaryOperation binary)
    {
        var (a, b) = (Bind(binary.LeftOperand), Bind(binary.RightOperand));
        return BindBinary(binary, binary.OperatorKind, a, binary.LeftOperand.Type, b, binary.RightOperand.Type, binary.Type);
    }

    /// <summary>A binary operator or compound assignment: on tensors and masks with broadcasting, on numbers, on extents.</summary>
    private Term BindBinary(IOperation operation, BinaryOperatorKind kind, Term a, ITypeSymbol? left, Term b, ITypeSymbol? right, ITypeSymbol? type)
    {
        var user = (operation as IBinaryOperation)?.OperatorMethod ?? (operation as ICompoundAssignmentOperation)?.OperatorMethod;
        if (user is not null && StructTypes.IsValue(user.ContainingType)) return BindUserOperator(user, operation, a, b);
        _at = OperatorLocation(operation.Syntax);
        if (type is not null && IsInteger(type)) return Integers(operation, kind, a, b, type);
        if (Pointwise(kind) is not { } op) throw Fence.Refuse(operation);
        bool logical = op is Operator.And or Operator.Or;
        if (kind == BinaryOperatorKind.ExclusiveOr && !(IsTruth(left) && IsTruth(right))) throw Fence.Refuse(operation);
        if (logical != (IsTruth(left) && IsTruth(right) && !IsComparison(op))) throw Fence.Refuse(operation);
        // Integers that are compared with each other stay integers.
        var wanted = IsIndexed(a) && IsIndexed(b) && IsComparison(op) ? ElementType.Int : ElementType.Real;
        if (wanted == ElementType.Int && a is Integer m && b is Integer n && m.Extent.IsConstant(out long x) && n.Extent.IsConstant(out long y)) return Compared(op, x, y);
        if (!IsComparison(op) && (IsIndexTensor(a) || IsIndexTensor(b))) throw Fence.Refuse(operation);
        return Algebra.Map(op, Algebra.Quantity(a, wanted), Algebra.Quantity(b, wanted));
    }

    private static Literal Compared(Operator op, long x, long y) => op switch
    {
        Operator.Less => x < y,
        Operator.LessOrEqual => x <= y,
        Operator.Greater => x > y,
        Operator.GreaterOrEqual => x >= y,
        Operator.Equal => x == y,
        _ => x != y,
    } ? s_true : s_false;

    /// <summary>Arithmetic of integers. Values have 32 bits; wider types stay expressions of extents.</summary>
    private Term Integers(IOperation operation, BinaryOperatorKind kind, Term a, Term b, ITypeSymbol type)
    {
        var op = kind switch
        {
            BinaryOperatorKind.Add => Operator.IntAdd,
            BinaryOperatorKind.Subtract => Operator.IntSubtract,
            BinaryOperatorKind.Multiply => Operator.IntMultiply,
            BinaryOperatorKind.Divide => Operator.IntDivide,
            BinaryOperatorKind.Remainder => Operator.IntRemainder,
            _ => throw Fence.Refuse(operation),
        };
        bool isExtent = a is Integer && b is Integer;
        if (isExtent && b is Integer { Extent: var divisor } && divisor == Extent.Zero && op is Operator.IntDivide or Operator.IntRemainder && isExtent) throw Fence.Refuse(operation);
        if (!isExtent && (a is not (Integer or Quantity { Rank: 0, Value.Type: ElementType.Int }) || b is not (Integer or Quantity { Rank: 0, Value.Type: ElementType.Int }))) throw Fence.Refuse(operation);
        if (!isExtent && type.SpecialType != SpecialType.System_Int32 && type.TypeKind != TypeKind.Enum)
            throw new Refusal(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"Arithmetic in {TypeNames.Text(type)}", "use int");
        return Integers(op, a, b);
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
        BinaryOperatorKind.And => Operator.And,
        BinaryOperatorKind.ExclusiveOr => Operator.NotEqual,
        BinaryOperatorKind.Or => Operator.Or,
        _ => null,
    };

    private Term BindUnary(IUnaryOperation unary)
    {
        var operand = Bind(unary.Operand);
        if (unary.OperatorMethod is { } user && StructTypes.IsValue(user.ContainingType)) return BindUserOperator(user, unary, operand);
        _at = unary.Syntax.GetLocation();
        switch (unary.OperatorKind)
        {
            case UnaryOperatorKind.Plus: return operand;
            case UnaryOperatorKind.Minus when operand is Integer integer && unary.Type is { } type && IsInteger(type): return new Integer(Extent.Zero - integer.Extent);
            case UnaryOperatorKind.Minus when operand is Literal { Type: ElementType.Real } literal: return new Literal(-literal.Number, ElementType.Real);
            case UnaryOperatorKind.Minus when IsIndexTensor(operand): return Integers(Operator.IntSubtract, new Integer(Extent.Zero), operand);
            case UnaryOperatorKind.Not when operand is Literal: return Negated(operand);
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
