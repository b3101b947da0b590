using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Puts a check behind every statement that computes real numbers, and one behind the entry for each real parameter. The checks are statements with an
/// effect, so what they check is computed in their order and not fused away: the first one that fails stands where the first number went wrong.
/// Statements that only move numbers need none.
/// </summary>
public static class FiniteChecks
{
    public static Function Insert(Function function)
    {
        var inputs = function.Parameters.Where(p => p.Value.Type == ElementType.Real).Select(p => Check(p.Value, [], "the argument"));
        return function with { Body = inputs.Concat(Insert(function.Body)).ToEquatable() };
    }

    private static IEnumerable<Statement> Insert(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            var blocks = statement.Instruction.Blocks;
            yield return blocks.Count == 0 ? statement : statement with
            {
                Instruction = statement.Instruction.WithBlocks(blocks.Select(b => b with { Body = Insert(b.Body).ToEquatable() }).ToList()),
            };
            if (Computes(statement.Instruction))
                foreach (var target in statement.Targets.Where(t => t.Type == ElementType.Real))
                    yield return Check(target, statement.Instruction.Operands.Where(o => o.Type == ElementType.Real), NameOf(statement.Instruction));
        }
    }

    private static Statement Check(Value value, IEnumerable<Value> inputs, string operation) =>
        new(EquatableArray<Value>.Empty, new CheckFinite(value, inputs.Distinct().ToEquatable(), operation));

    private static bool Computes(Instruction instruction) => instruction switch
    {
        Map { Operator: Operator.Select or Operator.StopGradient or Operator.ToReal } => false,
        Map or Reduce or Softmax or Contract or ProductOfOthers or EmbeddingBag or EmbeddingBagAdjoint or ScatterAdd or Call => true,
        _ => false,
    };

    private static string NameOf(Instruction instruction) => instruction switch
    {
        Map map => map.Operator.ToString(),
        Reduce reduce => reduce.Kind.ToString(),
        Contract => "matrix product",
        Call call => call.Callee.Name,
        _ => instruction.GetType().Name,
    };
}
