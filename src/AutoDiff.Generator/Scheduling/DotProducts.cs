using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>A product that sums all axes of both operands is a number: a pointwise product and its sum, one loop.</summary>
internal static class DotProducts
{
    public static Function Expand(Function function)
    {
        if (!function.Body.Any(IsDot)) return function;
        int last = function.LastId;
        var body = new List<Statement>();
        foreach (var statement in function.Body)
        {
            if (!IsDot(statement))
            {
                body.Add(statement);
                continue;
            }
            var contract = (Contract)statement.Instruction;
            var product = statement.Target with { Id = ++last, Axes = contract.Over, Name = "" };
            body.Add(new Statement(product, new Map(Operator.Multiply, EquatableArray.Of(contract.Left, contract.Right))));
            body.Add(statement with { Instruction = new Reduce(ReduceKind.Sum, product, contract.Over) });
        }
        return function with { Body = body.ToEquatable() };
    }

    private static bool IsDot(Statement statement) => statement.Instruction is Contract && statement.Target.Axes.Count == 0;
}
