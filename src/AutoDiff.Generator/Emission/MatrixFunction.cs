using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

/// <summary>
/// A function whose Jacobian is wanted as a matrix: from the numbers that are differentiated to the results. It runs once for each block of directions, so
/// arrays of the caller that the method writes are copied first, and are results like others; one that is written and never read is no input.
/// </summary>
internal static class MatrixFunction
{
    public static Function Of(Function function)
    {
        var builder = new Builder(function.LastId);
        var written = function.Parameters.Where(p => p.Written).ToList();
        var outputs = new HashSet<string>(written.Where(p => !IsRead(function, p)).Select(p => p.Name), StringComparer.Ordinal);
        var copies = written.ToDictionary(p => p.Value.Id, p => builder.Emit(new Copy(p.Value), p.Value.Type, p.Value.Axes, p.Value.Name));
        Value Replace(Value value) => copies.TryGetValue(value.Id, out var copy) ? copy : value;
        return function with
        {
            // The rows of a matrix are dense.
            Parameters = function.Parameters.Select(p => p with { Written = false, Sparse = false, Differentiated = p.Differentiated && !outputs.Contains(p.Name) }).ToEquatable(),
            Body = builder.Body.Concat(function.Body.Select(s => s with { Instruction = s.Instruction.WithOperands(Replace) })).ToEquatable(),
            Results = function.Results.Select(r => r with { Value = Replace(r.Value), Written = null }).ToEquatable(),
        };
    }

    /// <summary>Whether an element that the array had, or has been given, is used.</summary>
    private static bool IsRead(Function function, Parameter parameter)
    {
        var states = new HashSet<int> { parameter.Value.Id };
        for (int count = 0; count != states.Count;)
        {
            count = states.Count;
            if (IsRead(function.Body, states)) return true;
        }
        return false;
    }

    /// <summary>Adds the states that follow from known ones.</summary>
    private static bool IsRead(IEnumerable<Statement> body, HashSet<int> states)
    {
        foreach (var statement in body)
        {
            bool Is(Value value) => states.Contains(value.Id);
            void Follow(IEnumerable<Value> from, IEnumerable<Value> to)
            {
                foreach (var (value, state) in from.Zip(to, (a, b) => (a, b)))
                    if (Is(value)) states.Add(state.Id);
            }
            if (statement.Instruction.Blocks.Any(b => IsRead(b.Body, states))) return true;
            switch (statement.Instruction)
            {
                case Write write when !Is(write.Element):
                    Follow([write.Array], statement.Targets);
                    break;
                case If branches:
                    Follow(branches.Then.Yields, statement.Targets);
                    Follow(branches.Else.Yields, statement.Targets);
                    break;
                case For loop:
                    Follow(loop.Initial, loop.Carried);
                    Follow(loop.Body.Yields, loop.Carried);
                    Follow(loop.Body.Yields, statement.Targets);
                    Follow(loop.Initial, statement.Targets);
                    break;
                case While loop:
                    Follow(loop.Initial, loop.Condition.Parameters);
                    Follow(loop.Initial, loop.Body.Parameters);
                    Follow(loop.Body.Yields, loop.Body.Parameters);
                    Follow(loop.Initial, statement.Targets);
                    Follow(loop.Body.Yields, statement.Targets);
                    break;
                default:
                    if (statement.Instruction.Operands.Any(Is)) return true;
                    break;
            }
        }
        return false;
    }
}
