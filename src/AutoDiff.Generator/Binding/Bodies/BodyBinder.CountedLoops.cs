using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindFor(IForLoopOperation loop)
    {
        var header = SourceLines.Header(loop.Syntax);
        Algebra.Builder.Source = header;
        foreach (var start in loop.Before)
        {
            if (start is IVariableDeclarationGroupOperation or IExpressionStatementOperation) BindStatement(start);
            else throw Fence.Refuse(start);
        }
        Algebra.Builder.Source = header;
        if (CountedLoop.Of(loop, AssignedVariables.In(loop.Body, context.Bodies, context.Cancellation)) is { } counted && !Returns(loop) && !Breaks(loop))
        {
            BindCounted(loop, counted);
            return;
        }
        Loop(loop, loop.Condition, testsFirst: true, loop.AtLoopBottom.Length == 0 ? null : () =>
        {
            Algebra.Builder.Source = header;
            foreach (var step in loop.AtLoopBottom) BindStatement(step);
        });
    }

    /// <summary>A loop whose counter goes in equal steps to a limit that does not change.</summary>
    private void BindCounted(IForLoopOperation loop, CountedLoop counted)
    {
        var start = Read(counted.Counter);
        var limit = Bind(counted.Limit);
        var one = new Integer(Extent.One);
        // The first position that the counter does not reach: limit, or one beyond it.
        var end = counted.Inclusive ? Integers(counted.Descends ? Operator.IntSubtract : Operator.IntAdd, limit, one) : limit;
        string name = counted.Counter.Name;
        bool isCheckpointed = counted.Limit is IInvocationOperation { TargetMethod: { Name: "Checkpoint", ContainingType: var owner } } && Known.IsOps(owner);
        if (counted.Step == 1)
        {
            var (from, to) = counted.Descends ? (Integers(Operator.IntAdd, end, one), Integers(Operator.IntAdd, start, one)) : (start, end);
            var range = new Range(IntValue(from), IntValue(to), counted.Descends, Algebra.Builder.NewValue(ElementType.Int, [], name)) { Checkpoint = isCheckpointed };
            Count(loop, range, () => State[counted.Counter] = TensorAlgebra.Scalar(range.Counter), counted.Counter);
            // Where the counter lives on, it stands at its limit, or where it was.
            State[counted.Counter] = IsOutside(loop, counted.Counter) ? Integers(counted.Descends ? Operator.IntMinimum : Operator.IntMaximum, start, end) : Unassigned.Term;
            return;
        }
        var step = new Integer(Extent.Constant(counted.Step));
        var distance = counted.Descends ? Integers(Operator.IntSubtract, start, end) : Integers(Operator.IntSubtract, end, start);
        Term trips = TensorAlgebra.Scalar(Algebra.Builder.Map(Operator.IntDivide, IntValue(Integers(Operator.IntAdd, distance, new Integer(Extent.Constant(counted.Step - 1)))), IntValue(step)));
        var every = new Range(Algebra.Builder.Int(0), IntValue(trips), false, Algebra.Builder.NewValue(ElementType.Int, [], name + "Step")) { Checkpoint = isCheckpointed };
        Term At(Term trip) => Integers(counted.Descends ? Operator.IntSubtract : Operator.IntAdd, start, Integers(Operator.IntMultiply, trip, step));
        Count(loop, every, () =>
        {
            int first = Algebra.Builder.Body.Count;
            State[counted.Counter] = Named(At(TensorAlgebra.Scalar(every.Counter)), name, first);
        }, counted.Counter);
        State[counted.Counter] = IsOutside(loop, counted.Counter) ? At(Integers(Operator.IntMaximum, trips, new Integer(Extent.Zero))) : Unassigned.Term;
    }

    /// <summary>Binds the body of a counted loop, which no jump leaves.</summary>
    private void Count(ILoopOperation loop, Range range, Action begin, ISymbol counter)
    {
        var variables = AssignedVariables.In(loop.Body, context.Bodies, context.Cancellation);
        variables.Remove(counter);
        Iterate(variables.ToList<object>(), range, null, () =>
        {
            begin();
            Within(new Flag("skipped"), loop.ContinueLabel, () => BindStatements(loop.Body));
            State.Remove(counter);
        });
    }

    private static bool IsOutside(IForLoopOperation loop, ISymbol counter) => !loop.Locals.Contains(counter, SymbolEqualityComparer.Default);

    private Value IntValue(Term term) => Algebra.Quantity(term, ElementType.Int).Value;

    /// <summary>Arithmetic of integers: on extents where both are, else on values.</summary>
    private Term Integers(Operator op, Term a, Term b)
    {
        if (a is Integer { Extent: var m } && b is Integer { Extent: var n })
        {
            switch (op)
            {
                case Operator.IntAdd: return new Integer(m + n);
                case Operator.IntSubtract: return new Integer(m - n);
                case Operator.IntMultiply: return new Integer(Algebra.Facts.Simplify(m * n));
                case Operator.IntDivide when n != Extent.Zero: return new Integer(Algebra.Facts.Divide(m, n));
                case Operator.IntRemainder when n != Extent.Zero: return new Integer(Algebra.Facts.Remainder(m, n));
                case Operator.IntMinimum or Operator.IntMaximum when (m - n).IsConstant(out long difference): return (op == Operator.IntMinimum) == (difference <= 0) ? a : b;
            }
        }
        if (op == Operator.IntAdd && IsNumber(a, 0)) return b;
        if (op is Operator.IntAdd or Operator.IntSubtract && IsNumber(b, 0)) return a;
        if (op is Operator.IntMultiply or Operator.IntDivide && IsNumber(b, 1)) return a;
        if (op == Operator.IntMultiply && IsNumber(a, 1)) return b;
        return TensorAlgebra.Scalar(Algebra.Builder.Map(op, IntValue(a), IntValue(b)));
    }

    private static bool IsNumber(Term term, long number) => term is Integer { Extent: var extent } && extent.IsConstant(out long value) && value == number;
}
