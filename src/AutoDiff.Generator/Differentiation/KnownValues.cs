using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// What the forward blocks around the statement that is being reversed compute anyway: the derivative of a sine asks for a cosine that may be at hand.
/// A backward block sees the values of the forward block that it mirrors, and of those around it.
/// </summary>
internal sealed class KnownValues
{
    private readonly Stack<Dictionary<Instruction, Value>> _blocks = new();

    public void Enter(IEnumerable<Statement> body)
    {
        var known = new Dictionary<Instruction, Value>();
        foreach (var statement in body)
            if (statement.Instruction is Map && statement.Targets.Count == 1) known[CommonSubexpressions.Key(statement.Instruction)] = statement.Target;
        _blocks.Push(known);
    }

    public void Leave() => _blocks.Pop();

    public Value? Find(Map map)
    {
        var key = CommonSubexpressions.Key(map);
        foreach (var block in _blocks)
            if (block.TryGetValue(key, out var value)) return value;
        return null;
    }
}
