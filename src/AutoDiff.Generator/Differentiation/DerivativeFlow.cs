using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Where derivatives flow in a function with regions: an edge leads from each value to those that have a derivative with respect to it, through branches,
/// around loops and over tapes. A value is active that can be reached from a differentiated parameter and from which a differentiated result can be
/// reached. All states of one tape are active or none, so that each pop finds what its push has put there.
/// </summary>
internal sealed class DerivativeFlow
{
    private readonly Dictionary<int, List<int>> _forward = [], _backward = [];
    private readonly HashSet<int> _varied, _useful;

    public DerivativeFlow(Function function, IEnumerable<Value> from, IEnumerable<Value> to)
    {
        Visit(function.Body);
        _varied = Closure(_forward, from);
        _useful = Closure(_backward, to);
    }

    public bool IsVaried(Value value) => _varied.Contains(value.Id);

    public bool IsActive(Value value) => _varied.Contains(value.Id) && _useful.Contains(value.Id);

    private void Visit(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            foreach (var block in statement.Instruction.Blocks) Visit(block.Body);
            switch (statement.Instruction)
            {
                case If i:
                    Connect(i.Then.Yields, statement.Targets);
                    Connect(i.Else.Yields, statement.Targets);
                    break;
                case For f:
                    ConnectLoop(f.Initial, f.Carried.ToEquatable(), f.Body.Yields, statement.Targets);
                    break;
                case While w:
                    ConnectLoop(w.Initial, w.Body.Parameters, w.Body.Yields, statement.Targets);
                    break;
                case Call call:
                    foreach (int i in call.Callee.Differentiated)
                        foreach (var target in statement.Targets) Connect(call.Arguments[i], target);
                    break;
                case Push or Pop:
                    foreach (var operand in statement.Instruction.Operands)
                        foreach (var target in statement.Targets) Connect(operand, target);
                    break;
                default:
                    foreach (var operand in Activity.DifferentiableOperands(statement.Instruction))
                        foreach (var target in statement.Targets) Connect(operand, target);
                    break;
            }
        }
    }

    private void ConnectLoop(EquatableArray<Value> initial, EquatableArray<Value> carried, EquatableArray<Value> yields, EquatableArray<Value> targets)
    {
        Connect(initial, carried);
        Connect(yields, carried);
        Connect(carried, targets);
    }

    private void Connect(EquatableArray<Value> from, EquatableArray<Value> to)
    {
        for (int i = 0; i < to.Count; i++) Connect(from[i], to[i]);
    }

    private void Connect(Value from, Value to)
    {
        if (!Carries(from) || !Carries(to)) return;
        Add(from, to);
        if (from.Type == ElementType.Tape && to.Type == ElementType.Tape) Add(to, from);
    }

    private void Add(Value from, Value to)
    {
        Next(_forward, from.Id).Add(to.Id);
        Next(_backward, to.Id).Add(from.Id);
    }

    private static bool Carries(Value value) => value.Type is ElementType.Real or ElementType.Tape;

    private static List<int> Next(Dictionary<int, List<int>> edges, int id)
    {
        if (!edges.TryGetValue(id, out var list)) edges[id] = list = [];
        return list;
    }

    private static HashSet<int> Closure(Dictionary<int, List<int>> edges, IEnumerable<Value> start)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>(start.Select(v => v.Id));
        while (open.Count > 0)
        {
            int id = open.Pop();
            if (!reached.Add(id) || !edges.TryGetValue(id, out var next)) continue;
            foreach (int other in next) open.Push(other);
        }
        return reached;
    }
}
