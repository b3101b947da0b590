using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

// Jumps set a flag; statements that a jump leaves out stand in a conditional that asks for it.
internal sealed partial class BodyBinder
{
    private readonly Stack<Flag> _exits = new();
    private readonly Dictionary<ILabelSymbol, Flag> _labels = new(SymbolEqualityComparer.Default);
    private Flag _returned = new("returned");
    private object _result = new();

    /// <summary>Whether every way to this point has jumped away, or has thrown.</summary>
    private bool HasLeft => State.IsDead || _exits.Any(f => State[f] is Literal { Number: not 0 });

    /// <summary>Whether some ways to this point have jumped away.</summary>
    private bool MayHaveLeft => _exits.Any(f => State[f] is not Literal);

    /// <summary>Binds what only ways that have not jumped away run.</summary>
    private void Unless(Action bind)
    {
        var open = _exits.Where(f => State[f] is Quantity).Select(f => (Flag: f, Term: State[f])).ToList();
        if (open.Count == 0)
        {
            // A flag without a term: a refused statement has jumped.
            if (_exits.All(f => State[f] is not null)) bind();
            else context.Fail();
            return;
        }
        var left = open.Select(o => ((Quantity)o.Term!).Value).Aggregate((a, b) => Algebra.Builder.Map(Operator.Or, a, b));
        var stays = Algebra.Builder.Map(Operator.Not, left);
        var before = State.Save();
        var marker = new Literal(0, ElementType.Bool);
        var then = BindArm(before, () =>
        {
            foreach (var (flag, _) in open) State[flag] = marker;
            bind();
            // A flag that is still down here was down before: it need not be handed on.
            foreach (var (flag, term) in open)
                if (ReferenceEquals(State[flag], marker)) State[flag] = term;
            return null;
        });
        Join(stays, before, then, new Arm([], before, null, true), null);
    }

    private void BindBranch(IBranchOperation branch)
    {
        if (branch.BranchKind == BranchKind.GoTo || !_labels.TryGetValue(branch.Target, out var flag))
            throw new Refusal(Descriptors.ControlFlow, branch.Syntax.GetLocation(), "A goto", "use loops, break, continue and return");
        State[flag] = s_true;
    }

    /// <summary>Binds what a label ends: jumps to it leave out the rest of it and nothing else.</summary>
    private void Within(Flag flag, ILabelSymbol label, Action bind)
    {
        _labels[label] = flag;
        _exits.Push(flag);
        State[flag] = s_false;
        bind();
        _exits.Pop();
        _labels.Remove(label);
        State.Remove(flag);
    }

    private void BindThrow(IThrowOperation thrown)
    {
        var exception = thrown.Exception;
        while (exception is IConversionOperation conversion) exception = conversion.Operand;
        if (exception is not IObjectCreationOperation { Type: { } type } creation || creation.Initializer is not null)
            throw new Refusal(Descriptors.ControlFlow, thrown.Syntax.GetLocation(), "A throw of an existing exception", "write 'throw new' with constant arguments");
        Throw(TypeNames.Text(type), creation.Arguments.Select(a => Argument(a.Value)));
    }

    private void Throw(string type, IEnumerable<string> arguments)
    {
        Algebra.Builder.Append(new Statement(EquatableArray<Value>.Empty, new Throw(type, arguments.ToEquatable())));
        State.IsDead = true;
    }

    /// <summary>An argument of an exception as C# text. A message with values in it is cut down to its text.</summary>
    private static string Argument(IOperation argument)
    {
        while (argument is IConversionOperation { ConstantValue.HasValue: false } conversion) argument = conversion.Operand;
        if (argument.ConstantValue is { HasValue: true, Value: var constant })
            return constant is null ? "null" : Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatPrimitive(constant, quoteStrings: true, useHexadecimalNumbers: false)!;
        if (argument is IInterpolatedStringOperation interpolated)
            return Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(string.Concat(interpolated.Parts.Select(p => p is IInterpolatedStringTextOperation { Text.ConstantValue.Value: string text } ? text : $"{{{Fence.Short(((IInterpolationOperation)p).Expression.Syntax)}}}")), quote: true);
        throw new Refusal(Descriptors.UnsupportedExpression, argument.Syntax.GetLocation(), "The argument of an exception", "use a constant message");
    }

    /// <summary>ArgumentOutOfRangeException.ThrowIfNegative and its like, ArgumentNullException.ThrowIfNull and Debug.Assert: guards that are calls.</summary>
    private bool BindGuard(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType is { Name: "Debug", ContainingNamespace.Name: "Diagnostics" } || method.Name == "ThrowIfNull") return true;
        if (method.ContainingType.Name != "ArgumentOutOfRangeException" || !method.Name.StartsWith("ThrowIf", StringComparison.Ordinal)) return false;
        (BinaryOperatorKind Kind, bool IsZero)? fails = method.Name.Substring("ThrowIf".Length) switch
        {
            "Negative" => (BinaryOperatorKind.LessThan, true),
            "NegativeOrZero" => (BinaryOperatorKind.LessThanOrEqual, true),
            "Zero" => (BinaryOperatorKind.Equals, true),
            "LessThan" => (BinaryOperatorKind.LessThan, false),
            "LessThanOrEqual" => (BinaryOperatorKind.LessThanOrEqual, false),
            "GreaterThan" => (BinaryOperatorKind.GreaterThan, false),
            "GreaterThanOrEqual" => (BinaryOperatorKind.GreaterThanOrEqual, false),
            "Equal" => (BinaryOperatorKind.Equals, false),
            "NotEqual" => (BinaryOperatorKind.NotEquals, false),
            _ => null,
        };
        if (fails is not var (kind, isZero)) return false;
        var value = Bind(invocation.Arguments[0].Value);
        var bound = isZero ? new Integer(Extent.Zero) : Bind(invocation.Arguments[1].Value);
        var name = invocation.Arguments.Last().Value;
        Branch(BindBinary(invocation, kind, value, null, bound, null, null), () => Run(() => Throw("global::System.ArgumentOutOfRangeException", [Argument(name)])), () => null);
        return true;
    }
}
