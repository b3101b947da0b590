using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

// Conditions: if and else, or one conditional expression.
internal sealed partial class RegionWriter
{
    // Variables that a conditional expression replaces.
    private readonly HashSet<int> _formulas = [];
    private bool _isFormula;

    private static readonly string[] Nesting = ["if (", "for (", "while ("];

    private void WriteIf(Statement statement, If branch)
    {
        var condition = Use(branch.Condition);
        if (Conditional(statement, branch, condition) is { } conditional)
        {
            Define(statement.Target, conditional);
            return;
        }
        var changes = Changes(statement);
        // The condition is evaluated before anything else.
        Prepare(statement, changes);
        var then = Branch(statement, branch.Then);
        var otherwise = Branch(statement, branch.Else);
        if (then.Count == 0 && otherwise.Count == 0) return;
        if (then.Count == 0)
        {
            WriteBranch($"if ({Not(condition.Code)})", otherwise);
            return;
        }
        // An else would belong to the last if of a branch without braces.
        if (otherwise.Count > 0 && Nesting.Any(keyword => then[0].StartsWith(keyword, StringComparison.Ordinal)))
        {
            _w.Open($"if ({condition})");
            _w.Lines(then);
            _w.Close();
        }
        else
        {
            WriteBranch($"if ({condition})", then);
        }
        if (otherwise.Count == 0) return;
        if (IsConditionAlone(otherwise))
        {
            _w.Line("else " + otherwise[0]);
            _w.Lines(otherwise.Skip(1));
            return;
        }
        WriteBranch("else", otherwise);
    }

    private void WriteBranch(string header, IReadOnlyList<string> body)
    {
        if (IsSimple(body) && header.Length + body[0].Length < 100) _w.Line($"{header} {body[0]}");
        else WriteNested(header, body);
    }

    /// <summary>Whether all lines are one if with what belongs to it.</summary>
    private static bool IsConditionAlone(IReadOnlyList<string> lines) => lines[0].StartsWith("if (", StringComparison.Ordinal)
        && lines.Skip(1).All(l => l.Length > 0 && (l[0] is ' ' or '{' or '}' || l.StartsWith("else", StringComparison.Ordinal)));

    private IReadOnlyList<string> Branch(Statement statement, Block block)
    {
        _scope.Names.Enter();
        var lines = Capture(() => WriteBlock(block, () => Move(statement.Targets.Select((t, i) => (t, block.Yields[i])))));
        _scope.Names.Leave();
        return lines;
    }

    /// <summary>Both branches as operands of one expression, where each is a short formula.</summary>
    private Expression? Conditional(Statement statement, If branch, Expression condition)
    {
        if (statement.Targets.Count != 1 || statement.Target.Axes.Count > 0 || statement.Target.Type == ElementType.Tape || _uses.Of(statement.Target) == 0) return null;
        var inside = new HashSet<Value>(Block.DefinedIn([statement]));
        if (!IsFormula(branch.Then, inside) || !IsFormula(branch.Else, inside)) return null;
        // A branch that leaves a variable as it is: the other one stands behind an if.
        if (new[] { branch.Then.Yields[0], branch.Else.Yields[0] }.Any(y => !inside.Contains(y) && _webs.AreSame(y, statement.Target))) return null;
        if (IsWithin(statement.Target, inside)) _formulas.Add(_webs.Of(statement.Target));
        var whenTrue = Formula(branch.Then);
        var whenFalse = Formula(branch.Else);
        var code = Code.Conditional(condition.Code, whenTrue.Code, whenFalse.Code);
        return new Expression(code, condition.Reads.Concat(whenTrue.Reads).Concat(whenFalse.Reads).Distinct().ToList());
    }

    private Expression Formula(Block block)
    {
        bool outer = _isFormula;
        _isFormula = true;
        var result = Expression.Of("");
        WriteBlock(block, () => result = Use(block.Yields[0]));
        _isFormula = outer;
        return result;
    }

    private bool IsFormula(Block block, HashSet<Value> inside) => block.Body.Count <= 4
        && block.Body.All(s => s.Instruction is Constant or ExtentOf
            || (s.Instruction is Map or Read && s.Target.Axes.Count == 0 && s.Target.Name.Length == 0 && _uses.Of(s.Target) <= 1));

    /// <summary>Whether everything that is assigned to the variable of the value is made inside.</summary>
    private bool IsWithin(Value value, HashSet<Value> inside) => _webs.Members(_webs.Of(value)).All(inside.Contains);

    private static string Not(Code condition) => condition.Text.StartsWith("!", StringComparison.Ordinal) && condition.Precedence == Precedence.Unary
        ? condition.Text.Substring(1) is var inner && inner[0] == '(' && inner[inner.Length - 1] == ')' ? inner.Substring(1, inner.Length - 2) : inner
        : Code.Unary("!", condition).Text;
}
