using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// How each forward value that a backward block uses gets there. Backward blocks are visited from the inside out; what one computes again needs other
/// values, of the same block or of blocks around it, which are decided later.
/// </summary>
internal sealed class SavingPlan
{
    private readonly IReadOnlyDictionary<Statement, Statement> _mirrors;
    private readonly Dictionary<Statement, LoopSlice> _reruns = new(ByReference.Comparer);
    private readonly Costs _costs;

    private SavingPlan(ForwardPass forward, IReadOnlyDictionary<Statement, Statement> mirrors) =>
        (Forward, _mirrors, _costs) = (forward, mirrors, new Costs(forward, _reruns.ContainsKey));

    public ForwardPass Forward { get; }

    /// <param name="forward">The forward pass.</param>
    /// <param name="backward">The statements that follow it.</param>
    /// <param name="mirrors">For each backward region the forward region that it reverses.</param>
    public static SavingPlan Of(ForwardPass forward, IEnumerable<Statement> backward, IReadOnlyDictionary<Statement, Statement> mirrors)
    {
        var plan = new SavingPlan(forward, mirrors);
        plan.Visit(backward);
        return plan;
    }

    /// <summary>The forward region that a backward region reverses; null for other statements.</summary>
    public Statement? MirrorOf(Statement backward) => _mirrors.TryGetValue(backward, out var region) ? region : null;

    /// <summary>The part of an inner loop that the backward pass runs again before it reverses the loop, to save values for that reversal alone.</summary>
    public LoopSlice? RerunOf(Statement loop) => _reruns.TryGetValue(loop, out var slice) ? slice : null;

    /// <summary>Whether the function's body keeps a copy of a state of an array that it goes on writing.</summary>
    public bool IsCopied(Value value) => value.Axes.Count > 0 && Forward.Root.Needed.Contains(value) && Forward.IsConsumed(value);

    /// <summary>The loop that is run again in order to save the block's values; null where the forward pass saves them.</summary>
    public Statement? RootOf(BlockNode block)
    {
        for (BlockNode? node = block; node is not null; node = node.Parent)
            if (node.Region is { } region && _reruns.ContainsKey(region)) return region;
        return null;
    }

    private void Visit(IEnumerable<Statement> backward)
    {
        foreach (var statement in backward)
        {
            foreach (var target in statement.Targets) NeedSymbols(target);
            if (MirrorOf(statement) is not { } region)
            {
                foreach (var operand in statement.Instruction.Operands) Need(operand);
                continue;
            }
            var place = Forward.PlaceOf(region);
            var blocks = statement.Instruction.Blocks;
            for (int i = 0; i < blocks.Count; i++) Visit(place.Block.Child(place.Position, region.Instruction is While ? 1 : i), blocks[i]);
            foreach (var operand in OwnOperands(statement.Instruction)) Need(operand);
        }
    }

    private void Visit(BlockNode node, Block backward)
    {
        foreach (var parameter in backward.Parameters) NeedSymbols(parameter);
        Visit(backward.Body);
        foreach (var value in backward.Yields) Need(value);
        Decide(node);
    }

    /// <summary>The operands of the region itself; what its blocks use was looked at inside of them.</summary>
    private static IEnumerable<Value> OwnOperands(Instruction region) => region switch
    {
        If i => [i.Condition],
        For f => f.Initial.Prepend(f.End).Prepend(f.Start),
        _ => throw new NotSupportedException(region.GetType().Name),
    };

    private void Need(Value value)
    {
        if (Forward.HomeOf(value) is not { } home) return;
        home.Block.Needed.Add(value);
        NeedSymbols(value);
    }

    private void NeedSymbols(Value value)
    {
        foreach (string symbol in value.Axes.SelectMany(a => a.Extent.Symbols))
            if (Forward.HomeOf(symbol) is { } home) home.Block.NeededSymbols.Add(symbol);
    }

    /// <summary>Backwards, because what a statement needs stands before it.</summary>
    private void Decide(BlockNode node)
    {
        for (int position = node.Block.Body.Count - 1; position >= 0; position--)
        {
            var statement = node.Block.Body[position];
            var needed = statement.Targets.Where(node.Needed.Contains).ToList();
            if (statement.Instruction is DefineExtent definition)
            {
                if (needed.Count > 0 || node.NeededSymbols.Contains(definition.Symbol)) Repeat(node, position, [definition.Number]);
                continue;
            }
            if (IsRunAgain(node, position, statement))
            {
                var slice = _reruns[statement] = LoopSlice.Of(Forward, statement, SavedIn(node, position).Concat(needed));
                Repeat(node, position, slice.Inputs);
                continue;
            }
            var again = needed.Where(_costs.IsCheaperAgain).ToList();
            node.Saved.AddRange(needed.Except(again));
            if (again.Count > 0) Repeat(node, position, statement.Instruction is For ? LoopSlice.Of(Forward, statement, again).Inputs : statement.Instruction.Operands);
        }
        node.Saved.AddRange(node.Block.Parameters.Where(p => node.Needed.Contains(p) && p != node.Counter));
    }

    private void Repeat(BlockNode node, int position, IEnumerable<Value> operands)
    {
        node.Repeated.Add(position);
        foreach (var operand in operands) Need(operand);
        foreach (var value in Block.DefinedIn([node.Block.Body[position]])) NeedSymbols(value);
    }

    /// <summary>What the loop at the position would save for its own reversal; loops around it are not decided yet.</summary>
    private IEnumerable<Value> SavedIn(BlockNode node, int position) => node.Child(position, 0).All.Where(b => RootOf(b) is null).SelectMany(b => b.Saved);

    /// <summary>
    /// An inner loop that saves values is run again just before its reversal if the user asked for checkpoints, or if the values that it needs for that
    /// take no more memory than what it saves, and its functions do not make up the work of the block.
    /// </summary>
    private bool IsRunAgain(BlockNode node, int position, Statement statement)
    {
        if (node.Parent is null || statement.Instruction is not For loop) return false;
        var saved = SavedIn(node, position).ToList();
        if (saved.Count == 0) return false;
        if (loop.Checkpoint) return true;
        if (Costs.Levels(statement) > 1 || Costs.MustNotRepeat(statement)) return false;
        var slice = LoopSlice.Of(Forward, statement, saved);
        return slice.Inputs.Select(v => _costs.Of(v, node.Depth)).DefaultIfEmpty(0).Max() <= 10 * saved.Sum(Costs.ToSave)
            && (!Costs.IsTranscendental(statement) || Costs.Work(statement) <= 0.25 * node.Block.Body.Sum(Costs.Work));
    }
}
