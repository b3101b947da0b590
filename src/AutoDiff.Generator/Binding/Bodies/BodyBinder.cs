using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

/// <summary>Binds the body of one method, statement by statement. Each construct has one method; all others end at the <see cref="Fence"/>.</summary>
/// <param name="context">The function that the body becomes a part of.</param>
/// <param name="real">The float type inside this body.</param>
/// <param name="self">The object whose method this is; null for a static method.</param>
internal sealed partial class BodyBinder(FunctionContext context, ITypeSymbol real, Term? self)
{
    private readonly LeafTypes _types = new(real);
    private readonly HashSet<ISymbol> _defined = new(SymbolEqualityComparer.Default);
    private Location _at = Location.None;
    private bool _recovers;

    private TensorAlgebra Algebra => context.Algebra;

    private ProgramState State => context.State;

    /// <summary>Names of [Shape] strings and the extents that they stand for.</summary>
    public Dictionary<string, Extent> Extents { get; } = new(StringComparer.Ordinal);

    public void Define(ISymbol symbol, Term? term)
    {
        _defined.Add(symbol);
        State[symbol] = term;
    }

    /// <summary>Binds a body to what it returns; null where that was refused and reported. A void method returns an empty tuple.</summary>
    /// <param name="body">The body.</param>
    /// <param name="method">Whose body it is.</param>
    /// <param name="recover">Go on with the next statement after a refusal, so that the user sees all of them.</param>
    /// <param name="end">Runs at the end, while the variables of the body are still known.</param>
    public Term? Bind(IBlockOperation body, IMethodSymbol method, bool recover, Action<BodyBinder>? end = null)
    {
        (_recovers, _result, _returned) = (recover, method, new Flag("returned"));
        _exits.Push(_returned);
        State[_returned] = s_false;
        State[_result] = Unassigned.Term;
        BindSequence(Flatten(body).ToList(), 0);
        var result = State[_result];
        if (State.IsDead && !context.Failed) throw new Refusal(Descriptors.ControlFlow, (body.Descendants().FirstOrDefault(o => o is IThrowOperation) ?? body).Syntax.GetLocation(), "A method that never returns", "return a value on some way");
        end?.Invoke(this);
        _exits.Pop();
        // The variables of a local function live as long as the body that it shares them with.
        if (method.MethodKind != MethodKind.LocalFunction)
            foreach (var symbol in _defined) State.Remove(symbol);
        State.Remove(_returned);
        State.Remove(_result);
        if (method.ReturnsVoid) return new TupleTerm([]);
        if (result is Unassigned && !context.Failed) throw new AlreadyReported();
        return result;
    }

    /// <summary>The statements of a block and of the blocks in it, which only limit names.</summary>
    private static IEnumerable<IOperation> Flatten(IOperation? statement)
    {
        if (statement is null) yield break;
        if (statement is ILabeledOperation { Operation: { } labeled })
            foreach (var nested in Flatten(labeled)) yield return nested;
        else if (statement is not IBlockOperation block) yield return statement;
        else
            foreach (var inner in block.Operations)
                foreach (var nested in Flatten(inner)) yield return nested;
    }

    /// <summary>Statements from a position on. What follows a way out stands in a conditional that asks whether it was taken.</summary>
    private void BindSequence(IReadOnlyList<IOperation> statements, int from)
    {
        for (int i = from; i < statements.Count; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (HasLeft) return;
            int next = i + 1;
            if (MayHaveLeft)
            {
                Unless(() => BindSequence(statements, next - 1));
                return;
            }
            var statement = statements[i];
            Start(statement);
            try
            {
                if (statement is not IConditionalOperation conditional) BindStatement(statement);
                else if (BindIf(conditional, () => BindSequence(statements, next))) return;
            }
            catch (Refusal refusal) when (_recovers)
            {
                context.Refuse(refusal, _at);
                Forget(statement);
            }
            catch (AlreadyReported) when (_recovers)
            {
                context.Fail();
                Forget(statement);
            }
        }
    }

    private void BindStatements(IOperation? statement) => BindSequence(Flatten(statement).ToList(), 0);

    /// <summary>Errors and source comments belong to this statement from now on.</summary>
    private void Start(IOperation statement)
    {
        _at = statement.Syntax.GetLocation();
        Algebra.Builder.Source = SourceLines.Of(statement.Syntax);
    }

    /// <summary>The locals that a refused statement would have assigned have no value.</summary>
    private void Forget(IOperation statement)
    {
        foreach (var variable in AssignedVariables.In(statement, context.Bodies, context.Cancellation)) Define(variable, null);
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
            case IExpressionStatementOperation { Operation: var expression }: BindExpressionStatement(expression); break;
            case IReturnOperation { Kind: OperationKind.Return } returned: BindReturn(returned); break;
            case IBranchOperation branch: BindBranch(branch); break;
            case IThrowOperation thrown: BindThrow(thrown); break;
            case IForLoopOperation loop: BindFor(loop); break;
            case IForEachLoopOperation loop: BindForEach(loop); break;
            case IWhileLoopOperation loop: BindWhile(loop); break;
            case ISwitchOperation choice: BindSwitch(choice); break;
            case IEmptyOperation or ILocalFunctionOperation: break;
            default: throw Fence.Refuse(statement);
        }
    }

    private void BindReturn(IReturnOperation returned)
    {
        if (returned.ReturnedValue is { } value)
        {
            var term = Bind(value);
            State[_result] = term is View view && Known.IsTensor(((IMethodSymbol)_result).ReturnType, out _) ? Algebra.Contents(view) : term;
        }
        State[_returned] = s_true;
    }

    /// <summary>The term as an argument of a tensor operation.</summary>
    private Quantity Number(IOperation operation, ElementType wanted = ElementType.Real) => Algebra.Quantity(Bind(operation), wanted);
}
