using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// A loop carries the variables that its statements may assign and the contents of all arrays that can be written; what turns out not to change
// is taken out again.
internal sealed partial class BodyBinder
{
    /// <summary>A counted region: its counter goes through Start .. End - 1.</summary>
    private sealed class Range(Value start, Value end, bool descending, Value counter)
    {
        public Value Start => start;

        public Value End => end;

        public bool Descending => descending;

        /// <summary>Whether the limit is written as Checkpoint(n).</summary>
        public bool Checkpoint { get; init; }

        public Value Counter => counter;
    }

    private void BindWhile(IWhileLoopOperation loop)
    {
        Algebra.Builder.Source = SourceLines.Header(loop.Syntax);
        if (loop.Condition is not { } condition || loop.ConditionIsUntil) throw Fence.Refuse(loop);
        Loop(loop, condition, loop.ConditionIsTop, null);
    }

    /// <summary>A loop with a condition, tested before the body or after it; <paramref name="step"/> ends each iteration.</summary>
    private void Loop(ILoopOperation loop, IOperation? condition, bool testsFirst, Action? step)
    {
        bool endless = condition is null || condition.ConstantValue is { HasValue: true, Value: true };
        Term Test() => condition is null ? s_true : Bind(condition);
        var assigned = AssignedVariables.In(loop, context.Bodies, context.Cancellation);
        if (testsFirst && (condition is null || !HasEffects(condition)))
        {
            Loop(loop, assigned, Test, endless, loop.Body, step, isHarmless: loop is IForLoopOperation f && StepsItsOwn(f));
            return;
        }
        // The condition does something, or the body comes first: it is carried as a truth value and computed anew at the end of the body.
        var goes = new Flag("goes");
        State[goes] = testsFirst ? Test() : s_true;
        Loop(loop, assigned, () => State[goes]!, endless, loop.Body, () =>
        {
            step?.Invoke();
            State[goes] = Test();
        }, isHarmless: false, null, goes);
        State.Remove(goes);
    }

    private bool HasEffects(IOperation condition) => AssignedVariables.In(condition, context.Bodies, context.Cancellation).Count > 0 || condition.DescendantsAndSelf().Any(o =>
        o is IInvocationOperation { TargetMethod: var method } && method.Parameters.Any(p => Known.IsWritable(p.Type)));

    private void Loop(ILoopOperation loop, IEnumerable<ISymbol> assigned, Func<Term> test, bool endless, IOperation? body, Action? step, bool isHarmless, Action? begin = null, params object[] others)
    {
        var (left, skipped) = (new Flag("left"), new Flag("skipped"));
        bool returns = Returns(loop), breaks = Breaks(loop);
        var variables = assigned.Cast<object>().Concat(others).ToList();
        if (returns) variables.AddRange([_returned, _result]);
        State[left] = s_false;
        if (breaks) variables.Add(left);
        _labels[loop.ExitLabel] = left;
        _exits.Push(left);
        Iterate(variables, null, () => Test(test), () =>
        {
            // The condition has asked: no jump has been taken yet.
            foreach (var flag in _exits)
                if (State[flag] is Quantity) State[flag] = s_false;
            begin?.Invoke();
            Within(skipped, loop.ContinueLabel, () => BindStatements(body));
            if (step is null || HasLeft) return;
            if (MayHaveLeft && !isHarmless) Unless(step);
            else step();
        });
        _exits.Pop();
        _labels.Remove(loop.ExitLabel);
        State.Remove(left);
        // An endless loop ends by a jump alone.
        if (endless && !breaks && returns) State[_returned] = s_true;
        else if (endless && !breaks) State.IsDead = true;
    }

    /// <summary>Whether the end of each iteration only steps variables of the loop itself: after a jump out of the loop it makes no difference.</summary>
    private static bool StepsItsOwn(IForLoopOperation loop) => loop.AtLoopBottom.All(s => s is IExpressionStatementOperation { Operation: var step } && step switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation local } => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default),
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation local, Value.ConstantValue.HasValue: true } => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default),
        _ => false,
    });

    /// <summary>The condition of a loop that may have been left by a jump: it is not computed then.</summary>
    private Term Test(Func<Term> test)
    {
        if (HasLeft) return s_false;
        if (!MayHaveLeft) return test();
        Term? result = null;
        var open = _exits.Where(f => State[f] is Quantity).Select(f => ((Quantity)State[f]!).Value);
        var stays = TensorAlgebra.Scalar(Algebra.Builder.Map(Operator.Not, open.Aggregate((a, b) => Algebra.Builder.Map(Operator.Or, a, b))));
        result = Both(stays, test);
        return result;
    }

    private static bool Returns(IOperation loop) => Jumps(loop).Any(o => o is IReturnOperation);

    private static bool Breaks(ILoopOperation loop) => Jumps(loop).Any(o => o is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel));

    /// <summary>The jumps inside of a statement, without those of local functions.</summary>
    private static IEnumerable<IOperation> Jumps(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (child is ILocalFunctionOperation or IAnonymousFunctionOperation) continue;
            if (child is IBranchOperation or IReturnOperation) yield return child;
            foreach (var inner in Jumps(child)) yield return inner;
        }
    }

    /// <summary>Emits a loop over the given variables: counted where there is a range, else with a condition.</summary>
    private void Iterate(IReadOnlyList<object> variables, Range? range, Func<Term>? condition, Action body)
    {
        var before = State.Save();
        var keys = variables.Where(v => before.Terms.ContainsKey(v)).Concat(before.Terms.Keys.Where(k => k is Storage { ReadOnly: null })).ToList();
        var (source, at) = (Algebra.Builder.Source, _at);

        var tested = new Carried(Algebra, _types);
        List<Statement> testing = [];
        Value? holds = null;
        if (condition is not null)
        {
            foreach (object key in keys) State[key] = Carry(tested, key, before[key]);
            testing = Algebra.Builder.Apart(() => holds = Truth(condition()));
            State.Restore(before);
        }

        var carried = new Carried(Algebra, _types);
        foreach (object key in keys) State[key] = Carry(carried, key, before[key]);
        var inside = State.Save();
        var statements = Algebra.Builder.Apart(body);
        var after = State.Save();
        (Algebra.Builder.Source, _at) = (source, at);
        State.Restore(before);
        new LoopEnd(this, keys, before, inside, after, range, tested, testing, holds, carried, statements).Emit();
    }

    private static Term? Carry(Carried carried, object variable, Term? term) => carried.Carry(term, LeafTypes.Variable(variable), LeafTypes.Name(variable));
}
