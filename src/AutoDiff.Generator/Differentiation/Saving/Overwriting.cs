using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// Loops that write every element of an array before anything reads it: what the array held before is of no interest. Programs reuse scratch arrays so, and
/// to run such a loop again takes a fresh array instead of the state that a former iteration left.
/// </summary>
internal static class Overwriting
{
    /// <summary>Whether the body never sees the elements that the carried array holds when an iteration begins, except those that the loop wrote.</summary>
    public static bool IsDeadOnEntry(ForwardPass forward, For loop, int carried) => Writes(forward, loop, carried)
        || UsersOf(loop, loop.Body.Parameters[carried + 1]) is { Count: 1 } users && users[0].Instruction is For inner && loop.Body.Yields[carried] != loop.Body.Parameters[carried + 1]
            && inner.Initial.Count(v => v == loop.Body.Parameters[carried + 1]) == 1 && !inner.Body.FreeValues.Contains(loop.Body.Parameters[carried + 1])
            && Writes(forward, inner, IndexOf(inner.Initial, loop.Body.Parameters[carried + 1]));

    /// <summary>Whether the loop writes all elements of the carried array, each at the counter.</summary>
    public static bool Writes(ForwardPass forward, For loop, int carried)
    {
        var state = loop.Body.Parameters[carried + 1];
        if (state.Axes.Count == 0 || !Covers(forward, loop, state.Axes[0].Extent)) return false;
        bool isWritten = false;
        foreach (var statement in loop.Body.Body)
        {
            if (!statement.Instruction.Operands.Contains(state)) continue;
            switch (statement.Instruction)
            {
                case Write w when w.Array == state && w.Element != state && w.Indices.Count == 1 && w.Indices[0] == loop.Counter:
                    (state, isWritten) = (statement.Target, true);
                    break;
                case AddAt a when isWritten && a.Array == state && a.Addend != state && a.Indices[0] == loop.Counter:
                    state = statement.Target;
                    break;
                case Read r when r.Array == state && (isWritten && r.Indices[0] == loop.Counter || IsBefore(forward, loop, r.Indices[0])):
                    break;
                default: return false;
            }
        }
        return isWritten && loop.Body.Yields[carried] == state && loop.Body.Yields.Count(y => y == state) == 1;
    }

    /// <summary>Whether the counter goes through all positions of the axis.</summary>
    private static bool Covers(ForwardPass forward, For loop, Extent extent) =>
        Definition(forward, loop.Start) is Constant { Number: 0 } && Definition(forward, loop.End) switch
        {
            Constant end => extent == Extent.Constant((long)end.Number),
            ExtentOf end => extent == end.Extent,
            _ => false,
        } || Definition(forward, loop.Start) is Constant { Number: 0 } && extent.Terms.Count == 1 && extent.Terms[0] is { Coefficient: 1, Symbols.Count: 1 } term
            && forward.HomeOf(term.Symbols[0])?.Statement?.Instruction is DefineExtent definition && definition.Number == loop.End;

    /// <summary>Whether the index is that of an earlier iteration, counter - n.</summary>
    private static bool IsBefore(ForwardPass forward, For loop, Value index) => !loop.Descending && Definition(forward, index) switch
    {
        Map { Operator: Operator.IntSubtract } m => m.Arguments[0] == loop.Counter && Definition(forward, m.Arguments[1]) is Constant { Number: > 0 },
        Map { Operator: Operator.IntAdd } m => m.Arguments[0] == loop.Counter && Definition(forward, m.Arguments[1]) is Constant { Number: < 0 },
        _ => false,
    };

    private static Instruction? Definition(ForwardPass forward, Value value) => forward.HomeOf(value)?.Statement?.Instruction;

    private static List<Statement> UsersOf(For loop, Value value) => loop.Body.Body.Where(s => s.Instruction.Operands.Contains(value)).ToList();

    private static int IndexOf(EquatableArray<Value> values, Value value) => Array.IndexOf(values.Items, value);
}
