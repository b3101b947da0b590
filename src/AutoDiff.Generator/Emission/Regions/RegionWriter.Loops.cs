using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

// Loops. Their carried values are variables and arrays that the body assigns.
internal sealed partial class RegionWriter
{
    private bool _rents;

    private void WriteFor(Statement statement, For loop)
    {
        var changes = Changes(statement);
        string start = Bound(Use(loop.Start), changes, "start", fixedOnly: !loop.Descending);
        string end = Bound(Use(loop.End), changes, "end", fixedOnly: loop.Descending);
        Prepare(statement, changes);
        Move(Structure.Slots(statement).Select(s => (s.Last, s.Initial)));
        if (PlanOf(statement, loop) is { } plan) WriteInnerLoop(statement, loop, plan, start, end, () => WriteOneByOne(statement, loop, start, end));
        else WriteOneByOne(statement, loop, start, end);
    }

    private void WriteOneByOne(Statement statement, For loop, string start, string end)
    {
        _scope.Names.Enter();
        string counter = Names.Escape(_scope.Names.Unique(loop.Counter.Name.Length > 0 ? Names.Camel(loop.Counter.Name) : "i"));
        _variables[_webs.Of(loop.Counter)] = counter;
        string header = loop.Descending
            ? $"for (int {counter} = {LessOne(end)}; {counter} >= {start}; {counter}--)"
            : $"for (int {counter} = {start}; {counter} < {end}; {counter}++)";
        var body = Iteration(() => WriteBlock(loop.Body, () => Move(Structure.Slots(statement).Select(s => (s.Last, s.Next)))));
        _scope.Names.Leave();
        if (body.Count == 0) return;
        WriteNested(header, body);
    }

    private void WriteWhile(Statement statement, While loop)
    {
        var changes = Changes(statement);
        Prepare(statement, changes);
        Move(Structure.Slots(statement).Select(s => (s.Last, s.Initial)));

        _scope.Names.Enter();
        var condition = Expression.Of("true");
        bool keptNames = _keepsNames;
        _keepsNames = false;
        var test = Capture(() => WriteBlock(loop.Condition, () => condition = Use(loop.Condition.Yields[0])));
        _keepsNames = keptNames;
        var body = Iteration(() =>
        {
            if (test.Count > 0)
            {
                _w.Lines(test);
                _w.Line($"if ({Not(condition.Code)}) break;");
            }
            WriteBlock(loop.Body, () => Move(Structure.Slots(statement).Select(s => (s.Last, s.Next))));
        });
        _scope.Names.Leave();
        WriteNested(test.Count > 0 ? "while (true)" : $"while ({condition})", body);
    }

    /// <summary>A bound stands in the header if nothing in the loop changes it, or if it is evaluated once anyway.</summary>
    private string Bound(Expression bound, HashSet<int> changes, string name, bool fixedOnly)
    {
        bool isPlain = bound.Reads.Count == 0 && !bound.Code.Text.Contains("(");
        if (isPlain || (fixedOnly && !bound.ReadsAny(changes))) return bound.Code.Text;
        string variable = _scope.Names.Unique(name);
        _w.Line($"int {variable} = {bound};");
        return variable;
    }

    private static string LessOne(string end) => int.TryParse(end, out int number) ? (number - 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{end} - 1";

    /// <summary>The webs that a region assigns.</summary>
    private HashSet<int> Changes(Statement region) =>
        new(Block.DefinedIn([region]).Select(_webs.Of));

    /// <summary>
    /// Before a region: expressions that it would change, or compute again in each iteration, get a variable; variables that it assigns and that live on
    /// behind it are declared.
    /// </summary>
    private void Prepare(Statement region, HashSet<int> changes)
    {
        bool isLoop = region.Instruction is For or While;
        Flush(p => p.Expression.ReadsAny(changes) || (isLoop && region.Instruction.Blocks.Any(b => _uses.IsNeededIn(b, p.Target))));
        var slots = new HashSet<int>(Structure.Slots(region).Where(s => !_webs.AreSame(s.Initial, s.Last)).Select(s => _webs.Of(s.Last)));
        foreach (var value in Block.DefinedIn([region]))
        {
            int web = _webs.Of(value);
            if (value.Axes.Count > 0 || value.Type == ElementType.Tape || _variables.ContainsKey(web) || slots.Contains(web) || !IsUsed(value) || _blocks.HomeOf(web) != _block) continue;
            _w.Line($"{TypeOf(value.Type)} {Declare(value)};");
        }
    }

    /// <summary>The lines of one iteration. What it rents is given back at its end.</summary>
    private IReadOnlyList<string> Iteration(Action write)
    {
        bool outer = _rents;
        _rents = false;
        var lines = Capture(write);
        if (_rents) lines = [$"using var {_scope.Names.Unique("iteration")} = {_scope.Workspace}.BeginFrame();", .. lines];
        _rents = outer;
        return lines;
    }

    /// <summary>The lines of a block, and of <paramref name="finish"/>, which hands on what the block yields.</summary>
    private void WriteBlock(Block block, Action finish)
    {
        int outer = _block;
        _block = _blocks.NumberOf(block);
        bool leaves = false;
        foreach (var statement in block.Body)
        {
            Write(statement);
            leaves = statement.Instruction is Throw;
            if (leaves) break;
        }
        if (!leaves) finish();
        _pending.RemoveAll(p => p.Block == _block);
        _block = outer;
    }

    private IReadOnlyList<string> Capture(Action write)
    {
        var outer = _w;
        _w = new CodeWriter();
        write();
        var lines = _w.Written;
        _w = outer;
        return lines;
    }

    /// <summary>A statement with a body: in braces unless it is one simple line.</summary>
    private void WriteNested(string header, IReadOnlyList<string> body)
    {
        if (IsSimple(body))
        {
            _w.Line(header);
            _w.Indented(body[0]);
            return;
        }
        _w.Open(header);
        _w.Lines(body);
        _w.Close();
    }

    private static bool IsSimple(IReadOnlyList<string> body) => body.Count == 1 && !body[0].StartsWith("//", StringComparison.Ordinal) && !IsDeclaration(body[0]);

    /// <summary>A declaration may not stand alone behind a condition.</summary>
    private static bool IsDeclaration(string line)
    {
        int equals = line.IndexOf(" = ", StringComparison.Ordinal);
        return equals >= 0 && line.IndexOf(' ') < equals;
    }
}
