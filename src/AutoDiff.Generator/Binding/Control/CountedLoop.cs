using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

/// <summary>A for loop of the form <c>for (i = a; i &lt; b; i += s)</c> (or downwards) whose counter and limit the body leaves alone.</summary>
internal sealed class CountedLoop(ISymbol counter, IOperation limit, bool inclusive, bool descends, long step)
{
    public ISymbol Counter => counter;

    public IOperation Limit => limit;

    /// <summary>Whether the limit itself is reached.</summary>
    public bool Inclusive => inclusive;

    public bool Descends => descends;

    /// <summary>How far the counter moves, at least 1.</summary>
    public long Step => step;

    /// <summary>The loop in this form; null for all others.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="assigned">The variables that its body assigns.</param>
    public static CountedLoop? Of(IForLoopOperation loop, HashSet<ISymbol> assigned)
    {
        if (loop.AtLoopBottom.Length != 1 || loop.AtLoopBottom[0] is not IExpressionStatementOperation { Operation: var bottom }) return null;
        if (StepOf(bottom) is not ({ } counter, var step) || step == 0 || assigned.Contains(counter)) return null;
        if (loop.Condition is not IBinaryOperation condition) return null;
        var (limit, kind) = IsCounter(condition.LeftOperand, counter) ? (condition.RightOperand, condition.OperatorKind)
            : IsCounter(condition.RightOperand, counter) ? (condition.LeftOperand, Mirrored(condition.OperatorKind)) : (null, BinaryOperatorKind.None);
        if (limit is null || limit.Type?.SpecialType != SpecialType.System_Int32 || !IsInvariant(limit, counter, assigned)) return null;
        bool descends = step < 0;
        return kind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual when !descends => new CountedLoop(counter, limit, kind == BinaryOperatorKind.LessThanOrEqual, false, step),
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual when descends => new CountedLoop(counter, limit, kind == BinaryOperatorKind.GreaterThanOrEqual, true, -step),
            _ => null,
        };
    }

    private static (ISymbol? Counter, long Step) StepOf(IOperation bottom) => bottom switch
    {
        IIncrementOrDecrementOperation step => (Variable(step.Target), step.Kind == OperationKind.Increment ? 1 : -1),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Value.ConstantValue: { HasValue: true, Value: int n } } add => (Variable(add.Target), n),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract, Value.ConstantValue: { HasValue: true, Value: int n } } subtract => (Variable(subtract.Target), -(long)n),
        ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue: { HasValue: true, Value: int n } } sum } assignment
            when Variable(assignment.Target) is { } counter && IsCounter(sum.LeftOperand, counter) => (counter, n),
        _ => (null, 0),
    };

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_Int32 } local } => local,
        IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_Int32 } parameter } => parameter,
        _ => null,
    };

    private static bool IsCounter(IOperation operation, ISymbol counter) => SymbolEqualityComparer.Default.Equals(Variable(operation), counter);

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => BinaryOperatorKind.None,
    };

    /// <summary>Whether an expression has the same value in every iteration: numbers, lengths and arithmetic of variables that the loop does not assign.</summary>
    private static bool IsInvariant(IOperation operation, ISymbol counter, HashSet<ISymbol> assigned)
    {
        if (operation.ConstantValue.HasValue) return true;
        bool Stays(ISymbol symbol) => !assigned.Contains(symbol) && !SymbolEqualityComparer.Default.Equals(symbol, counter);
        bool known = operation switch
        {
            ILocalReferenceOperation local => Stays(local.Local),
            IParameterReferenceOperation parameter => Stays(parameter.Parameter),
            IFieldReferenceOperation { Instance: not null } => true,
            IPropertyReferenceOperation { Instance: not null, Property: var property } => property.Name is "Length" or "Rank" or "Shape" || property.ContainingType.IsTupleType || (property.IsIndexer && Known.IsShape(property.ContainingType))
                || Known.IsModel(property.ContainingType),
            IInvocationOperation { TargetMethod: var method } => Known.IsMathematics(method.ContainingType) || (method.Name == "Checkpoint" && Known.IsOps(method.ContainingType)) || method.Name is "Dimension" or "GetLength",
            IBinaryOperation or IUnaryOperation or IConversionOperation or IParenthesizedOperation or IArgumentOperation or IInstanceReferenceOperation => true,
            _ => false,
        };
        return known && operation.ChildOperations.All(o => IsInvariant(o, counter, assigned));
    }
}
