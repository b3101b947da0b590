using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>Where variables are declared: the innermost block that holds everything which is assigned to them.</summary>
internal sealed class BlockTree
{
    private readonly Dictionary<Block, int> _numbers;
    private readonly List<int> _parents = [-1];
    private readonly Dictionary<int, int> _homes = [];
    private readonly Webs _webs;

    public BlockTree(Function function, Webs webs)
    {
        _numbers = new Dictionary<Block, int>(BlockIdentity.Comparer);
        _webs = webs;
        foreach (var parameter in function.Parameters) Place(parameter.Value, 0);
        Walk(function.Body, 0);
    }

    /// <summary>The number of a block; the function's body is 0.</summary>
    public int NumberOf(Block block) => _numbers[block];

    /// <summary>The block in which the variable of a web is declared.</summary>
    public int HomeOf(int web) => _homes[web];

    private void Walk(EquatableArray<Statement> body, int at)
    {
        foreach (var statement in body)
        {
            foreach (var target in statement.Targets) Place(target, at);
            foreach (var block in statement.Instruction.Blocks)
            {
                int number = _parents.Count;
                _parents.Add(at);
                _numbers[block] = number;
                foreach (var parameter in block.Parameters) Place(parameter, number);
                Walk(block.Body, number);
            }
        }
    }

    private void Place(Value value, int block)
    {
        int web = _webs.Of(value);
        _homes[web] = _homes.TryGetValue(web, out int home) ? Common(home, block) : block;
    }

    private int Common(int a, int b)
    {
        // A block has a larger number than the one around it.
        while (a != b)
        {
            if (a > b) a = _parents[a];
            else b = _parents[b];
        }
        return a;
    }
}
