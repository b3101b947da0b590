using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

/// <summary>Binds the body of one method, statement by statement. Each construct has one method; all others end at the <see cref="Fence"/>.</summary>
/// <param name="context">The function that the body becomes a part of.</param>
/// <param name="real">The float type inside this body.</param>
/// <param name="self">The model whose method this is; null for a static method.</param>
internal sealed partial class BodyBinder(FunctionContext context, ITypeSymbol real, ModelTerm? self)
{
    // A symbol whose statement was refused has no term: what uses it has been reported already.
    private readonly Dictionary<ISymbol, Term?> _terms = new(SymbolEqualityComparer.Default);
    private Location _at = Location.None;

    private TensorAlgebra Algebra => context.Algebra;

    /// <summary>Names of [Shape] strings and the extents that they stand for.</summary>
    public Dictionary<string, Extent> Extents { get; } = new(StringComparer.Ordinal);

    public void Define(ISymbol symbol, Term? term) => _terms[symbol] = term;

    /// <summary>Binds a body to what it returns; null where that was refused and reported.</summary>
    /// <param name="recover">Go on with the next statement after a refusal, so that the user sees all of them.</param>
    public Term? Bind(IBlockOperation body, bool recover)
    {
        Term? result = null;
        bool returned = false;
        foreach (var statement in Statements(body))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (returned) break;
            _at = statement.Syntax.GetLocation();
            context.Algebra.Builder.Source = SourceLines.Of(statement.Syntax);
            try
            {
                if (statement is IReturnOperation { ReturnedValue: { } value })
                {
                    returned = true;
                    result = Bind(value);
                }
                else BindStatement(statement);
            }
            catch (Refusal refusal) when (recover)
            {
                context.Refuse(refusal, _at);
                Forget(statement);
            }
            catch (AlreadyReported) when (recover)
            {
                context.Fail();
                Forget(statement);
            }
        }
        if (!returned && !context.Failed) throw new AlreadyReported();
        return result;
    }

    /// <summary>The statements of a block and of the blocks in it, which only limit names.</summary>
    private static IEnumerable<IOperation> Statements(IBlockOperation block)
    {
        foreach (var statement in block.Operations)
        {
            if (statement is not IBlockOperation inner) yield return statement;
            else
                foreach (var nested in Statements(inner)) yield return nested;
        }
    }

    /// <summary>The locals that a refused statement would have assigned have no value.</summary>
    private void Forget(IOperation statement)
    {
        foreach (var operation in statement.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator) _terms[declarator.Symbol] = null;
            if (operation is IAssignmentOperation { Target: ILocalReferenceOperation local }) _terms[local.Local] = null;
        }
    }

    private void BindStatement(IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                    foreach (var declarator in declaration.Declarators)
                        BindDeclarator(declarator);
                break;
            case IExpressionStatementOperation { Operation: var expression }:
                BindExpressionStatement(expression);
                break;
            case IEmptyOperation:
                break;
            default:
                throw Fence.Refuse(statement);
        }
    }

    private void BindDeclarator(IVariableDeclaratorOperation declarator)
    {
        // "ref var x = ref y" would make a second name for the same storage.
        if (declarator.Symbol.RefKind != RefKind.None)
            throw new Refusal(Descriptors.UnsupportedStatement, declarator.Syntax.GetLocation(), "A ref local", "use an ordinary local");
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (initializer is null) return;
        int first = Algebra.Builder.Body.Count;
        _terms[declarator.Symbol] = Named(Bind(initializer.Value), declarator.Symbol.Name, first);
    }

    private void BindExpressionStatement(IOperation expression)
    {
        int first = Algebra.Builder.Body.Count;
        switch (expression)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                Assign(assignment.Target, Bind(assignment.Value), first);
                break;
            case ICompoundAssignmentOperation compound:
                Assign(compound.Target, BindBinary(compound, compound.OperatorKind, compound.Target, compound.Value, compound.Type), first);
                break;
            case IIncrementOrDecrementOperation { IsChecked: _ } step when step.Type is { } type && IsInteger(type):
                Assign(step.Target, new Integer(ExtentOf(Bind(step.Target)) + Extent.Constant(step.Kind == OperationKind.Increment ? 1 : -1)), first);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, Bind(deconstruction.Value), first);
                break;
            case IInvocationOperation { Type.SpecialType: not SpecialType.System_Void } invocation:
                Bind(invocation);
                break;
            default:
                throw Fence.Refuse(expression);
        }
    }

    private void Assign(IOperation target, Term value, int first)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: { RefKind: RefKind.None } local }:
                _terms[local] = Named(value, local.Name, first);
                break;
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }:
                _terms[parameter] = Named(value, parameter.Name, first);
                break;
            case IDiscardOperation:
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, first);
                break;
            case IFieldReferenceOperation { Field: var field } when field.IsStatic:
                throw new Refusal(Descriptors.MutableState, target.Syntax.GetLocation(), field.Name);
            case IPropertyReferenceOperation { Property: { IsStatic: true } property }:
                throw new Refusal(Descriptors.MutableState, target.Syntax.GetLocation(), property.Name);
            case IInvalidOperation:
                throw new AlreadyReported();
            default:
                throw new Refusal(Descriptors.UnsupportedAssignment, target.Syntax.GetLocation(), Fence.Short(target.Syntax));
        }
    }

    private void Deconstruct(IOperation target, Term value, int first)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is ITupleOperation tuple && value is TupleTerm elements && tuple.Elements.Length == elements.Elements.Length)
        {
            for (int i = 0; i < tuple.Elements.Length; i++) Deconstruct(tuple.Elements[i], elements.Elements[i], first);
            return;
        }
        Assign(target, value, first);
    }

    /// <summary>Gives a value that the current statement has made the name of the local that it is assigned to.</summary>
    private Term Named(Term term, string name, int first)
    {
        if (term is not Quantity { Value: { Name: "" } value } quantity) return term;
        var body = Algebra.Builder.Body;
        for (int i = body.Count - 1; i >= first; i--)
        {
            if (body[i].Target != value) continue;
            var named = value with { Name = name };
            Algebra.Builder.Replace(i, value, named);
            return new Quantity(named, quantity.Shape);
        }
        return term;
    }

    /// <summary>The term as an argument of a tensor operation.</summary>
    private Quantity Number(IOperation operation, ElementType wanted = ElementType.Real) => Algebra.Quantity(Bind(operation), wanted);

    private Extent ExtentOf(Term term) => term is Integer integer ? integer.Extent : throw new Refusal(Descriptors.NotConstant, "this integer", "an extent");
}
