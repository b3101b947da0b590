using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// Where values wait for the backward pass: one value in an array with an axis for each loop around it, or, where the trips of those loops are not known
/// beforehand, everything on the tape.
/// </summary>
/// <param name="Value">The saved value; null for the tape.</param>
/// <param name="Homes">The blocks that save into it.</param>
/// <param name="Loops">The bodies of the loops between the place where the storage is made and the value, from the outermost on.</param>
internal sealed record Storage(Value? Value, IReadOnlyList<BlockNode> Homes, IReadOnlyList<BlockNode> Loops)
{
    public bool IsTape => Value is null;

    public bool IsIn(Statement region) => Homes.Any(h => ForwardPass.IsInside(h, region));

    /// <summary>The storages that are made at one place.</summary>
    /// <param name="plan">What is saved.</param>
    /// <param name="root">The loop that is run again, or null for the function.</param>
    public static IReadOnlyList<Storage> Of(SavingPlan plan, Statement? root)
    {
        var top = root is null ? plan.Forward.Root : plan.Forward.PlaceOf(root).Block.Child(plan.Forward.PlaceOf(root).Position, 0);
        var storages = new List<Storage>();
        var onTape = new List<BlockNode>();
        foreach (var block in top.All.Where(b => b.Saved.Count > 0 && ReferenceEquals(plan.RootOf(b), root)))
        {
            var loops = LoopsAround(block, top, root is not null);
            foreach (var value in block.Saved)
                if (Bounds.AreKnown(plan.Forward, loops, value)) storages.Add(new Storage(value, [block], loops));
                else if (onTape.LastOrDefault() != block) onTape.Add(block);
        }
        if (onTape.Count > 0) storages.Add(new Storage(null, onTape, []));
        return storages;
    }

    /// <summary>What a block puts on the tape.</summary>
    public static List<Value> TapedIn(SavingPlan plan, BlockNode block, IEnumerable<Storage> storages) =>
        block.Saved.Where(v => !storages.Any(s => s.Value == v)).ToList();

    private static List<BlockNode> LoopsAround(BlockNode block, BlockNode top, bool withTop)
    {
        var loops = new List<BlockNode>();
        for (BlockNode? node = block; node is not null; node = node == top ? null : node.Parent)
            if (node.IsLoop && (withTop || node != top)) loops.Insert(0, node);
        return loops;
    }
}
