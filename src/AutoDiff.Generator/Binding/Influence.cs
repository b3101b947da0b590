using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>Which values a derivative can pass between, through statements, branches and iterations alike. Order does not matter: a loop may come back to any of its statements.</summary>
internal sealed class Influence
{
    private readonly List<(int From, int To, Statement Statement)> _edges = [];

    public Influence(IEnumerable<Statement> body) => Add(body);

    /// <summary>The statements in which derivatives pass, blocks included.</summary>
    public IEnumerable<Statement> Statements => _edges.Select(e => e.Statement).Distinct();

    /// <summary>All values that the given ones lead to, passing statements that <paramref name="passes"/> allows.</summary>
    public HashSet<int> Forward(IEnumerable<int> from, Func<Statement, bool> passes) => Reach(from, _edges.Where(e => passes(e.Statement)).Select(e => (e.From, e.To)));

    /// <summary>All values that lead to the given ones.</summary>
    public HashSet<int> Backward(IEnumerable<int> from) => Reach(from, _edges.Select(e => (e.To, e.From)));

    private static HashSet<int> Reach(IEnumerable<int> from, IEnumerable<(int From, int To)> edges)
    {
        var next = edges.ToLookup(e => e.From, e => e.To);
        var reached = new HashSet<int>(from);
        var open = new Stack<int>(reached);
        while (open.Count > 0)
            foreach (int to in next[open.Pop()])
                if (reached.Add(to)) open.Push(to);
        return reached;
    }

    private void Add(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            switch (statement.Instruction)
            {
                case If conditional:
                    Join(conditional.Then.Yields, statement.Targets, statement);
                    Join(conditional.Else.Yields, statement.Targets, statement);
                    break;
                case For loop:
                    Loop(loop.Initial, loop.Carried.ToEquatable(), loop.Body.Yields, statement);
                    break;
                case While loop:
                    Loop(loop.Initial, loop.Body.Parameters, loop.Body.Yields, statement);
                    break;
                default:
                    foreach (var operand in Active(statement.Instruction))
                        foreach (var target in statement.Targets) _edges.Add((operand.Id, target.Id, statement));
                    break;
            }
            foreach (var block in statement.Instruction.Blocks) Add(block.Body);
        }
    }

    private void Loop(EquatableArray<Value> initial, EquatableArray<Value> parameters, EquatableArray<Value> yields, Statement statement)
    {
        Join(initial, parameters, statement);
        Join(yields, parameters, statement);
        Join(parameters, statement.Targets, statement);
    }

    private void Join(EquatableArray<Value> from, EquatableArray<Value> to, Statement statement)
    {
        for (int i = 0; i < from.Count; i++)
            if (from[i].Type == ElementType.Real) _edges.Add((from[i].Id, to[i].Id, statement));
    }

    /// <summary>The operands that a derivative passes through.</summary>
    private static IEnumerable<Value> Active(Instruction instruction) => instruction switch
    {
        Map { Operator: Operator.StopGradient or Operator.ToReal } => [],
        Map { Operator: >= Operator.Less and <= Operator.Not } => [],
        Map { Operator: Operator.ToInt } map => map.Arguments,
        Map { Operator: Operator.StraightThrough } map => map.Arguments.Skip(1),
        Map { Operator: Operator.ScaleGradient } map => map.Arguments.Take(1),
        Map { Operator: Operator.Select } map => map.Arguments.Skip(1).Where(o => o.Type == ElementType.Real),
        Gather gather => [gather.Table],
        EmbeddingBag bag => bag.Weights is null ? [bag.Table] : [bag.Table, bag.Weights],
        _ => instruction.Operands.Where(o => o.Type == ElementType.Real),
    };
}
