using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>Where each value of the forward pass is defined, and which states of arrays are still there when it has ended.</summary>
internal sealed class ForwardPass
{
    /// <summary>The place of a definition: the block, the position of the statement in it, or -1 for a parameter of the block.</summary>
    public readonly record struct Place(BlockNode Block, int Position)
    {
        public Statement? Statement => Position < 0 ? null : Block.Block.Body[Position];
    }

    private readonly Dictionary<int, Place> _homes = [];
    private readonly Dictionary<string, Place> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<Statement, Place> _regions = new(ByReference.Comparer);
    private readonly HashSet<int> _consumed = [];
    private readonly HashSet<string> _mayBeNegative;

    public ForwardPass(Function function)
    {
        _mayBeNegative = new HashSet<string>(function.Symbols.Where(s => s.Dimension is null).Select(s => s.Symbol), StringComparer.Ordinal);
        var values = function.Parameters.Select(p => p.Value).Concat(Block.DefinedIn(function.Body)).ToList();
        Names = new HashSet<string>(values.Select(v => v.Name).Concat(values.SelectMany(v => v.Axes).SelectMany(a => a.Extent.Symbols.Append(a.Name))), StringComparer.Ordinal);
        Root = new BlockNode(null, null, 0, new Block(function.Parameters.Select(p => p.Value).ToEquatable(), function.Body, default));
        Register(Root);
        FollowConsumed(function);
    }

    public BlockNode Root { get; }

    /// <summary>Names of values, axes and extents in use.</summary>
    public HashSet<string> Names { get; }

    /// <summary>The definition of a forward value; null for a value of the backward pass.</summary>
    public Place? HomeOf(Value value) => _homes.TryGetValue(value.Id, out var place) ? place : null;

    /// <summary>Where a symbol of extents gets its number; null where the function's arguments give it.</summary>
    public Place? HomeOf(string symbol) => _symbols.TryGetValue(symbol, out var place) ? place : null;

    /// <summary>Whether an extent is at least 0 whatever the arguments are: integer parameters may be negative.</summary>
    public bool IsNatural(Extent extent) => extent.Terms.All(t => t.Coefficient > 0) && !extent.Symbols.Any(_mayBeNegative.Contains);

    /// <summary>Where a region stands.</summary>
    public Place PlaceOf(Statement region) => _regions[region];

    /// <summary>Whether a later statement writes into the memory of this state of an array, so that it is gone at the end.</summary>
    public bool IsConsumed(Value state) => _consumed.Contains(state.Id);

    /// <summary>Whether the block stands in the region, at any depth.</summary>
    public static bool IsInside(BlockNode block, Statement region)
    {
        for (BlockNode? node = block; node is not null; node = node.Parent)
            if (ReferenceEquals(node.Region, region)) return true;
        return false;
    }

    private void Register(BlockNode node)
    {
        foreach (var parameter in node.Block.Parameters) _homes[parameter.Id] = new Place(node, -1);
        for (int position = 0; position < node.Block.Body.Count; position++)
        {
            var statement = node.Block.Body[position];
            foreach (var target in statement.Targets) _homes[target.Id] = new Place(node, position);
            if (statement.Instruction is DefineExtent definition) _symbols[definition.Symbol] = new Place(node, position);
            if (statement.Instruction.Blocks.Count > 0) _regions[statement] = new Place(node, position);
            for (int i = 0; i < statement.Instruction.Blocks.Count; i++) Register(node.Add(position, i, statement));
        }
    }

    /// <summary>A state is consumed by a write, or where it goes on under another name that is consumed.</summary>
    private void FollowConsumed(Function function)
    {
        var goesOn = new List<(Value From, Value To)>();
        Collect(function.Body, goesOn);
        for (bool found = true; found;)
        {
            found = false;
            foreach (var (from, to) in goesOn)
                if (_consumed.Contains(to.Id)) found |= _consumed.Add(from.Id);
        }
    }

    private void Collect(IEnumerable<Statement> body, List<(Value From, Value To)> goesOn)
    {
        void Pairs(EquatableArray<Value> from, EquatableArray<Value> to) => goesOn.AddRange(from.Zip(to, (f, t) => (f, t)).Where(p => p.f.Axes.Count > 0));
        foreach (var statement in body)
        {
            switch (statement.Instruction)
            {
                case Write w: _consumed.Add(w.Array.Id); break;
                case AddAt a: _consumed.Add(a.Array.Id); break;
                case Call c:
                    foreach (int i in c.Callee.Written) _consumed.Add(c.Arguments[i].Id);
                    break;
                case If i:
                    Pairs(i.Then.Yields, statement.Targets);
                    Pairs(i.Else.Yields, statement.Targets);
                    break;
                case For f:
                    Pairs(f.Initial, f.Carried.ToEquatable());
                    Pairs(f.Body.Yields, f.Carried.ToEquatable());
                    Pairs(f.Body.Yields, statement.Targets);
                    Pairs(f.Initial, statement.Targets);
                    break;
                case While w:
                    Pairs(w.Initial, w.Body.Parameters);
                    Pairs(w.Body.Yields, w.Body.Parameters);
                    Pairs(w.Body.Yields, statement.Targets);
                    Pairs(w.Initial, statement.Targets);
                    break;
            }
            foreach (var block in statement.Instruction.Blocks) Collect(block.Body, goesOn);
        }
    }
}
