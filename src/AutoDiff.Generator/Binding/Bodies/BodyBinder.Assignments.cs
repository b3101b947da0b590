using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindDeclarator(IVariableDeclaratorOperation declarator)
    {
        // "ref var x = ref y" would make a second name for the same storage.
        if (declarator.Symbol.RefKind != RefKind.None)
            throw new Refusal(Descriptors.UnsupportedStatement, declarator.Syntax.GetLocation(), "A ref local", "use an ordinary local");
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (initializer is null)
        {
            Define(declarator.Symbol, Unassigned.Term);
            return;
        }
        int first = Algebra.Builder.Body.Count;
        var value = Bind(initializer.Value);
        Define(declarator.Symbol, Named(Held(declarator.Symbol, value, initializer.Value), declarator.Symbol.Name, first));
    }

    private void BindExpressionStatement(IOperation expression)
    {
        switch (expression)
        {
            case IAssignmentOperation or IIncrementOrDecrementOperation or IInvocationOperation: BindEffect(expression); break;
            default: throw Fence.Refuse(expression);
        }
    }

    /// <summary>An assignment, step or call, as a statement or inside of an expression: its value is the one assigned.</summary>
    private Term BindEffect(IOperation expression)
    {
        int first = Algebra.Builder.Body.Count;
        switch (expression)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                var place = PlaceOf(assignment.Target);
                return Assign(place, Bind(assignment.Value), first, assignment.Value);
            case ICompoundAssignmentOperation compound: return BindCompound(compound, first);
            case IIncrementOrDecrementOperation step: return BindStep(step, first);
            case IDeconstructionAssignmentOperation deconstruction:
                var value = Bind(deconstruction.Value);
                Deconstruct(deconstruction.Target, value, first);
                return value;
            case IInvocationOperation invocation: return BindInvocation(invocation);
            default: throw Fence.Refuse(expression);
        }
    }

    private Term BindCompound(ICompoundAssignmentOperation compound, int first)
    {
        var place = PlaceOf(compound.Target);
        if (place is Place.Item { Array: { Root.Type: ElementType.Real } array, Indices: var indices } && compound.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract && compound.Parent is IExpressionStatementOperation)
        {
            var addend = Algebra.Quantity(Bind(compound.Value)).Value;
            AddToElement(array, indices, compound.OperatorKind == BinaryOperatorKind.Add ? addend : Algebra.Builder.Map(Operator.Negate, addend));
            return Unassigned.Term;
        }
        var old = Load(place);
        var value = BindBinary(compound, compound.OperatorKind, old, compound.Target.Type, Bind(compound.Value), compound.Value.Type, compound.Type);
        return Assign(place, value, first, compound);
    }

    private Term BindStep(IIncrementOrDecrementOperation step, int first)
    {
        var place = PlaceOf(step.Target);
        var old = Load(place);
        var kind = step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        Term one = IsInteger(step.Type!) ? new Integer(Extent.One) : new Literal(1, ElementType.Real);
        var changed = Assign(place, BindBinary(step, kind, old, step.Type, one, step.Type, step.Type), first);
        return step.IsPostfix ? old : changed;
    }

    private void Deconstruct(IOperation target, Term value, int first)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is ITupleOperation tuple && value is TupleTerm elements && tuple.Elements.Length == elements.Elements.Length)
        {
            for (int i = 0; i < tuple.Elements.Length; i++) Deconstruct(tuple.Elements[i], elements.Elements[i], first);
            return;
        }
        Assign(PlaceOf(target), value, first);
    }

    /// <summary>Gives a value that the current statement has made the name of the local that it is assigned to.</summary>
    private Term Named(Term term, string name, int first)
    {
        if (term is not Quantity { Value: { Name: "" } value } quantity) return term;
        var body = Algebra.Builder.Body;
        for (int i = body.Count - 1; i >= first; i--)
        {
            if (!body[i].Targets.Contains(value)) continue;
            var named = value with { Name = name };
            Algebra.Builder.Replace(i, value, named);
            return new Quantity(named, quantity.Shape);
        }
        return term;
    }
}
