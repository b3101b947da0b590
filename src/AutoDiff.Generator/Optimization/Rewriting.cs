using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Walks a function in order, blocks of regions included, and makes a new body; a pass says what becomes of each statement, whose operands are already
/// the new ones. What a block defines is known inside of it only.
/// </summary>
internal abstract class Rewriting
{
    private readonly Dictionary<int, Value> _replacements = [];
    private readonly Dictionary<int, Instruction> _definitions = [];
    private int _registered;

    protected Builder Builder { get; private set; } = new(0);

    /// <summary>How many regions the statement at hand stands in.</summary>
    protected int Depth { get; private set; }

    protected Function Run(Function function)
    {
        Builder = new Builder(function.LastId);
        Visit(function.Body);
        return function with
        {
            Body = Builder.Body.ToEquatable(),
            Results = function.Results.Select(r => r with { Value = New(r.Value), SparseRowsOf = r.SparseRowsOf is null ? null : New(r.SparseRowsOf) }).ToEquatable(),
        };
    }

    /// <summary>The value that stands for the target of a statement without blocks from now on; it must have the same axes.</summary>
    protected abstract Value Rewrite(Statement statement);

    /// <summary>
    /// What stands for the targets of a region that the pass replaces as a whole; null where it stays. The operands are the new ones, the blocks the old
    /// ones.
    /// </summary>
    protected virtual IReadOnlyList<Value>? Replace(Statement region) => null;

    /// <summary>What stands for the targets of a region, a call or a pop whose blocks are rewritten.</summary>
    protected virtual IReadOnlyList<Value> RewriteRegion(Statement region)
    {
        Builder.Append(region);
        return region.Targets;
    }

    /// <summary>Before the statements of a block: <paramref name="position"/> is its place among the blocks of the region, which has its old blocks.</summary>
    protected virtual void Enter(Instruction region, int position)
    {
    }

    /// <summary>After the statements of a block.</summary>
    protected virtual void Leave()
    {
    }

    protected Value Keep(Statement statement)
    {
        Builder.Append(statement);
        return statement.Target;
    }

    /// <summary>The statements of an old block in the place where the pass stands, with values for its parameters; returns what it yields.</summary>
    protected IReadOnlyList<Value> Splice(Block block, IEnumerable<Value> arguments)
    {
        foreach (var (parameter, argument) in block.Parameters.Zip(arguments, (p, a) => (p, a))) _replacements[parameter.Id] = argument;
        Visit(block.Body);
        return block.Yields.Select(New).ToList();
    }

    /// <summary>From now on the new value stands for the old one.</summary>
    protected void Substitute(Value old, Value replacement) => _replacements[old.Id] = replacement;

    /// <summary>What defines a new value; null for a parameter and for what a region yields.</summary>
    protected Instruction? DefinitionOf(Value value)
    {
        Register();
        return _definitions.TryGetValue(value.Id, out var definition) ? definition : null;
    }

    protected virtual double? NumberOf(Value value) => DefinitionOf(value) is Constant constant ? constant.Number : null;

    protected Value New(Value value) => _replacements.TryGetValue(value.Id, out var replacement) ? replacement : value;

    private void Visit(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            At(statement);
            if (statement.Targets.Count == 1 && statement.Instruction.Blocks.Count == 0)
            {
                _replacements[statement.Target.Id] = Rewrite(statement with { Instruction = statement.Instruction.WithOperands(New) });
                continue;
            }
            var targets = Rewritten(statement);
            for (int i = 0; i < targets.Count; i++) _replacements[statement.Targets[i].Id] = targets[i];
        }
    }

    private void At(Statement statement)
    {
        if (statement.Targets.Count == 0) return;
        Builder.Source = statement.Targets[0].Source;
        Builder.IsAdjoint = statement.Targets[0].IsAdjoint;
    }

    /// <summary>What stands for the targets of an old region, call or pop after the pass; new operands stay as they are.</summary>
    protected IReadOnlyList<Value> Rewritten(Statement statement)
    {
        // The operands alone: what blocks use is replaced where they use it.
        var blocks = statement.Instruction.Blocks;
        var shell = statement.Instruction.WithBlocks(blocks.Select(b => b with { Body = default, Yields = default }).ToList()).WithOperands(New);
        if (Replace(statement with { Instruction = shell.WithBlocks(blocks) }) is { } values) return values;
        var rewritten = blocks.Select((b, i) => Rewrite(b, statement.Instruction, i)).ToList();
        At(statement);
        return RewriteRegion(statement with { Instruction = shell.WithBlocks(rewritten) });
    }

    private Block Rewrite(Block block, Instruction region, int position)
    {
        Register();
        int outer = _registered;
        _registered = 0;
        Depth++;
        Enter(region, position);
        var rewritten = Builder.Block(block.Parameters, () =>
        {
            Visit(block.Body);
            Register();
            return block.Yields.Select(New).ToList();
        });
        Leave();
        Depth--;
        _registered = outer;
        return rewritten;
    }

    private void Register()
    {
        for (; _registered < Builder.Body.Count; _registered++)
            if (Builder.Body[_registered] is { Targets.Count: 1 } statement)
                _definitions[statement.Targets[0].Id] = statement.Instruction;
    }
}
