using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>foreach over the elements of an array, a span or a tensor with one axis, or over Enumerable.Range.</summary>
    private void BindForEach(IForEachLoopOperation loop)
    {
        Algebra.Builder.Source = SourceLines.Header(loop.Syntax);
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } variable }) throw Refused(loop);
        var collection = loop.Collection;
        while (collection is IConversionOperation conversion && !Known.IsReadOnlySpan(conversion.Type!, out _)) collection = conversion.Operand;
        if (collection is IInvocationOperation { TargetMethod: { Name: "Range", ContainingType: { Name: "Enumerable" } } } invocation)
        {
            var first = Bind(invocation.Arguments[0].Value);
            ForEach(loop, variable, Bind(invocation.Arguments[1].Value), position => Integers(Operator.IntAdd, first, position));
            return;
        }
        if (collection.Type is null || !Known.IsIndexed(collection.Type, out _)) throw Refused(loop);
        var elements = Bind(collection);
        if (LengthOf(elements) is not { } length) throw Refused(loop);
        ForEach(loop, variable, length, position => Element(elements, [position]));
    }

    private static Refusal Refused(IForEachLoopOperation loop) =>
        new(Descriptors.ControlFlow, loop.Syntax.GetLocation(), "This foreach", "go over a span, an array, or a range of integers");

    private void ForEach(IForEachLoopOperation loop, ILocalSymbol variable, Term length, Func<Term, Term> element)
    {
        string counterName = _types.Of(variable.Type) == ElementType.Int ? variable.Name : variable.Name + "Index";
        void Begin(Term position)
        {
            int first = Algebra.Builder.Body.Count;
            Define(variable, Named(element(position), variable.Name, first));
        }
        if (!Returns(loop) && !Breaks(loop))
        {
            var range = new Range(Algebra.Builder.Int(0), IntValue(length), false, Algebra.Builder.NewValue(ElementType.Int, [], counterName));
            Count(loop, range, () => Begin(TensorAlgebra.Scalar(range.Counter)), variable);
            return;
        }
        var index = new Flag(counterName);
        State[index] = new Integer(Extent.Zero);
        var assigned = AssignedVariables.In(loop.Body, context.Bodies, context.Cancellation);
        assigned.Remove(variable);
        Loop(loop, assigned, () => TensorAlgebra.Scalar(Algebra.Builder.Map(Operator.Less, IntValue(State[index]!), IntValue(length))), endless: false, loop.Body,
            () => State[index] = Integers(Operator.IntAdd, State[index]!, new Integer(Extent.One)), isHarmless: true, () => Begin(State[index]!), index);
        State.Remove(index);
    }
}
