using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Prepares loops for reverse mode. A <see cref="While"/> that a derivative goes through counts its trips, as the last value that it carries. A
/// <see cref="For"/> with <see cref="For.Checkpoint"/> becomes a loop over segments of ceil(sqrt(trips)) iterations, so that only the state before each
/// segment need be kept; reverse mode runs the inner loop, which keeps the mark, again. The iterations and their order stay the same.
/// </summary>
internal sealed class CountedLoops(Builder builder, Activity activity)
{
    public static Function Prepare(Function function, Activity activity)
    {
        var builder = new Builder(function.LastId);
        new CountedLoops(builder, activity).Append(function.Body);
        return function with { Body = builder.Body.ToEquatable() };
    }

    private void Append(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            builder.Source = statement.Targets.Count > 0 ? statement.Targets[0].Source : null;
            bool isActive = statement.Targets.Any(activity.IsActive);
            switch (statement.Instruction)
            {
                case While w when isActive:
                    Count(statement, w);
                    break;
                case For { Checkpoint: true } f:
                    var loop = f with { Body = Prepared(f.Body), Checkpoint = false };
                    if (isActive) Split(statement, loop);
                    else builder.Append(statement with { Instruction = loop });
                    break;
                default:
                    var blocks = statement.Instruction.Blocks;
                    builder.Append(blocks.Count == 0 ? statement : statement with { Instruction = statement.Instruction.WithBlocks(blocks.Select(Prepared).ToList()) });
                    break;
            }
        }
    }

    private Block Prepared(Block block) => builder.Block(block.Parameters, () =>
    {
        Append(block.Body);
        return block.Yields;
    });

    private void Count(Statement statement, While loop)
    {
        Value Trips() => builder.NewValue(ElementType.Int, [], "trips");
        var (zero, tested, carried) = (builder.Int(0), Trips(), Trips());
        var condition = loop.Condition with { Parameters = loop.Condition.Parameters.Append(tested).ToEquatable() };
        var body = builder.Block(loop.Body.Parameters.Append(carried), () =>
        {
            Append(loop.Body.Body);
            return loop.Body.Yields.Append(builder.Map(Operator.IntAdd, carried, builder.Int(1)));
        });
        builder.Append(new Statement(statement.Targets.Append(Trips()).ToEquatable(), new While(loop.Initial.Append(zero).ToEquatable(), condition, body)));
    }

    private void Split(Statement statement, For loop)
    {
        var trips = builder.Map(Operator.IntMaximum, builder.Int(0), builder.Map(Operator.IntSubtract, loop.End, loop.Start));
        var root = builder.Map(Operator.Ceiling, builder.Map(Operator.Sqrt, builder.Map(Operator.ToReal, trips)));
        var length = builder.Map(Operator.IntMaximum, builder.Int(1), builder.Map(Operator.ToInt, root));
        var segments = builder.Map(Operator.IntDivide, builder.Map(Operator.IntSubtract, builder.Map(Operator.IntAdd, trips, length), builder.Int(1)), length);
        var segment = builder.NewValue(ElementType.Int, [], "segment");
        var carried = loop.Carried.Select(Fresh).ToList();
        var body = builder.Block(carried.Prepend(segment), () =>
        {
            var first = builder.Map(Operator.IntMultiply, segment, length);
            var last = builder.Map(Operator.IntMinimum, trips, builder.Map(Operator.IntAdd, first, length));
            // Iterations are counted in the order in which they run.
            var (start, end) = loop.Descending
                ? (builder.Map(Operator.IntSubtract, loop.End, last), builder.Map(Operator.IntSubtract, loop.End, first))
                : (builder.Map(Operator.IntAdd, loop.Start, first), builder.Map(Operator.IntAdd, loop.Start, last));
            return builder.EmitMany(loop with { Start = start, End = end, Initial = carried.ToEquatable(), Checkpoint = true }, carried);
        });
        builder.Append(new Statement(statement.Targets, new For(builder.Int(0), segments, loop.Initial, body)));
    }

    private Value Fresh(Value value) => value with { Id = builder.NewValue(value.Type, value.Axes).Id };
}
