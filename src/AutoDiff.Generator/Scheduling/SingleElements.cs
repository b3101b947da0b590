using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>Tensors of one element that are seen as numbers, and numbers that are seen as such tensors: the element is summed, the number repeated.</summary>
internal static class SingleElements
{
    public static Function Expand(Function function)
    {
        if (!function.Body.Any(s => IsNumber(s) || IsElement(s))) return function;
        var builder = new Builder(function.LastId);
        foreach (var statement in function.Body)
        {
            (builder.Source, builder.IsAdjoint) = (statement.Target.Source, statement.Target.IsAdjoint);
            if (IsNumber(statement))
            {
                var reshape = (Reshape)statement.Instruction;
                builder.Append(statement with { Instruction = new Reduce(ReduceKind.Sum, reshape.Operand, reshape.From) });
            }
            else if (IsElement(statement))
            {
                var reshape = (Reshape)statement.Instruction;
                builder.Append(statement with { Instruction = new Map(Operator.StopGradient, EquatableArray.Of(builder.Broadcast(reshape.Operand, reshape.To))) });
            }
            else
            {
                builder.Append(statement);
            }
        }
        return function with { Body = builder.Body.ToEquatable() };
    }

    private static bool IsNumber(Statement statement) => statement.Instruction is Reshape { From.Count: > 0, To.Count: 0 };

    private static bool IsElement(Statement statement) => statement.Instruction is Reshape { From.Count: 0, To.Count: > 0 };
}
