using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>A block of the forward pass: the function's body, or a block of a region.</summary>
/// <param name="Parent">The block that the region stands in; null for the function's body.</param>
/// <param name="Region">The region; null for the function's body.</param>
/// <param name="Index">Which of the region's blocks it is.</param>
/// <param name="Body">Its statements.</param>
internal sealed class BlockNode(BlockNode? parent, Statement? region, int index, Block block)
{
    private readonly Dictionary<(int Position, int Index), BlockNode> _children = [];

    public BlockNode? Parent => parent;

    public Statement? Region => region;

    public int Index => index;

    public Block Block => block;

    /// <summary>Whether the block runs once an iteration.</summary>
    public bool IsLoop => region?.Instruction is For or While;

    /// <summary>How many loops it stands in.</summary>
    public int Depth { get; } = (parent?.Depth ?? 0) + (region?.Instruction is For or While ? 1 : 0);

    /// <summary>Values of the block that its reversed block, or one inside of that, uses.</summary>
    public HashSet<Value> Needed { get; } = [];

    /// <summary>Symbols of extents that the reversed block uses.</summary>
    public HashSet<string> NeededSymbols { get; } = [];

    /// <summary>Needed values that are saved.</summary>
    public List<Value> Saved { get; } = [];

    /// <summary>Positions of the statements that the reversed block runs again.</summary>
    public SortedSet<int> Repeated { get; } = [];

    /// <summary>The block of a region that stands at a position of this block.</summary>
    public BlockNode Child(int position, int blockIndex) => _children[(position, blockIndex)];

    public IEnumerable<BlockNode> Children => _children.OrderBy(c => c.Key.Position).ThenBy(c => c.Key.Index).Select(c => c.Value);

    /// <summary>This block and all blocks inside of it.</summary>
    public IEnumerable<BlockNode> All => Children.SelectMany(c => c.All).Prepend(this);

    public BlockNode Add(int position, int blockIndex, Statement inner) =>
        _children[(position, blockIndex)] = new BlockNode(this, inner, blockIndex, inner.Instruction.Blocks[blockIndex]);

    /// <summary>The loop counter: of a while, the number of trips so far.</summary>
    public Value? Counter => region?.Instruction switch
    {
        For f => f.Counter,
        While => block.Parameters[block.Parameters.Count - 1],
        _ => null,
    };
}
