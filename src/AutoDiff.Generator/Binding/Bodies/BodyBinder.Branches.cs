using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    private static readonly Literal s_true = new(1, ElementType.Bool);
    private static readonly Literal s_false = new(0, ElementType.Bool);

    /// <summary>One way through a conditional: its statements, the state at its end, and the value of the expression that it is.</summary>
    private sealed class Arm(List<Statement> statements, ProgramState.Snapshot after, Term? value, bool hasLeft)
    {
        public List<Statement> Statements => statements;

        public ProgramState.Snapshot After => after;

        public Term? Value => value;

        /// <summary>Whether it always ends in a jump out of the statements that follow the conditional.</summary>
        public bool HasLeft => hasLeft;
    }

    private Arm BindArm(ProgramState.Snapshot before, Func<Term?> bind) => Extend(new Arm([], before, null, false), bind);

    /// <summary>Goes on at the end of a way.</summary>
    private Arm Extend(Arm arm, Func<Term?> bind)
    {
        State.Restore(arm.After);
        Term? value = null;
        var source = Algebra.Builder.Source;
        var statements = Algebra.Builder.Apart(arm.Statements, () => value = bind());
        Algebra.Builder.Source = source;
        return new Arm(statements, State.Save(), value ?? arm.Value, HasLeft && !State.IsDead);
    }

    /// <summary>Binds a conditional statement; true where what follows it has been bound too, on the way that reaches it.</summary>
    private bool BindIf(IConditionalOperation conditional, Action rest)
    {
        Algebra.Builder.Source = SourceLines.Header(conditional.Syntax);
        var term = Bind(conditional.Condition);
        if (term is Literal known)
        {
            BindStatements(known.Number != 0 ? conditional.WhenTrue : conditional.WhenFalse);
            return false;
        }
        var condition = Truth(term);
        var before = State.Save();
        var source = Algebra.Builder.Source;
        var then = BindArm(before, () => Run(() => BindStatements(conditional.WhenTrue)));
        var otherwise = BindArm(before, () => Run(() => BindStatements(conditional.WhenFalse)));
        bool continues = then.HasLeft != otherwise.HasLeft && !then.After.IsDead && !otherwise.After.IsDead;
        if (continues && then.HasLeft) otherwise = Extend(otherwise, () => Run(rest));
        else if (continues) then = Extend(then, () => Run(rest));
        (Algebra.Builder.Source, _at) = (source, conditional.Syntax.GetLocation());
        Join(condition, before, then, otherwise, null);
        return continues;
    }

    private static Term? Run(Action action)
    {
        action();
        return null;
    }

    /// <summary>A conditional of which one way runs; the value is that of the way that ran.</summary>
    private Term? Branch(Term condition, Func<Term?> then, Func<Term?> otherwise, ITypeSymbol? type = null)
    {
        if (condition is Literal known) return known.Number != 0 ? then() : otherwise();
        var truth = Truth(condition);
        var before = State.Save();
        var first = BindArm(before, then);
        var second = BindArm(before, otherwise);
        return Join(truth, before, first, second, type);
    }

    /// <summary>Ends a conditional: variables that differ become its targets.</summary>
    private Term? Join(Value condition, ProgramState.Snapshot before, Arm then, Arm otherwise, ITypeSymbol? type)
    {
        State.Restore(before);
        var (deadThen, deadElse) = (then.After.IsDead, otherwise.After.IsDead);
        State.IsDead = deadThen && deadElse;
        if (deadThen != deadElse && (deadThen ? otherwise : then).Statements.Count == 0)
        {
            // A guard: nothing that lives comes from inside of it.
            var alive = deadThen ? otherwise : then;
            EmitIf(condition, new Junction(Algebra, _types), then, otherwise);
            State.Restore(alive.After);
            return alive.Value;
        }
        var junction = new Junction(Algebra, _types, (meeting, a, b, name) => SelectArray(meeting, before, then, otherwise, a, b, name));
        // A truth value that one way raises and the other does not is the condition itself.
        var decided = new List<(object Variable, bool Holds)>();
        foreach (object variable in before.Terms.Keys)
        {
            var (a, b) = (deadThen ? Unassigned.Term : then.After[variable], deadElse ? Unassigned.Term : otherwise.After[variable]);
            if (ReferenceEquals(then.After[variable], otherwise.After[variable])) State[variable] = then.After[variable];
            else if (a is Literal { Type: ElementType.Bool, Number: var x } && b is Literal { Number: var y } && x != y) decided.Add((variable, x != 0));
            else State[variable] = variable is Storage storage ? MergeContents(junction, storage, a, b) : junction.Merge(a, b, LeafTypes.Variable(variable), LeafTypes.Name(variable));
        }
        var value = then.Value is null && otherwise.Value is null ? null
            : junction.Merge(deadThen ? Unassigned.Term : then.Value ?? Unassigned.Term, deadElse ? Unassigned.Term : otherwise.Value ?? Unassigned.Term, type, type is null || _types.Of(type) is not null ? "" : "value");
        EmitIf(condition, junction, then, otherwise);
        foreach (var (variable, holds) in decided) State[variable] = TensorAlgebra.Scalar(holds ? condition : Algebra.Builder.Map(Operator.Not, condition));
        return value;
    }

    private static Term? MergeContents(Junction junction, Storage storage, Term? a, Term? b) => junction.Merge(a, b, null, storage.Name);

    private void EmitIf(Value condition, Junction junction, Arm then, Arm otherwise)
    {
        Block Close(Arm arm, Func<Junction.Leaf, Term?> side)
        {
            List<Value> yields = [];
            var statements = Algebra.Builder.Apart(arm.Statements, () =>
            {
                if (!arm.After.IsDead || junction.Leaves.Count > 0) yields = junction.Leaves.Select(l => Algebra.Like(side(l), l.Target, l.Shape)).ToList();
            });
            return new Block(default, statements.ToEquatable(), yields.ToEquatable());
        }
        var region = new If(condition, Close(then, l => l.First), Close(otherwise, l => l.Second));
        if (junction.Leaves.Count == 0 && region.Then.Body.Count == 0 && region.Else.Body.Count == 0) return;
        Algebra.Builder.Append(new Statement(junction.Leaves.Select(l => l.Target).ToEquatable(), region));
    }

    /// <summary>A condition as one truth value.</summary>
    private Value Truth(Term term)
    {
        if (term is Literal { Type: ElementType.Bool } literal) return Algebra.Builder.Bool(literal.Number != 0);
        if (term is Quantity { Rank: 0, Value: { Type: ElementType.Bool } value }) return value;
        throw new Refusal(Descriptors.UnsupportedExpression, "This condition", "a condition is one truth value; use Where for tensors");
    }
}
