using System.Globalization;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

// Numbers: variables, and expressions that wait for their use.
internal sealed partial class RegionWriter
{
    /// <summary>Text beyond which an expression gets a variable of its own.</summary>
    private const int LongestOperand = 72;

    /// <summary>An expression that has one use, which comes later.</summary>
    private sealed record Pending(Value Target, Expression Expression, int Block);

    private readonly List<Pending> _pending = [];
    private readonly Dictionary<int, Expression> _repeated = [];
    private bool _keepsNames = true;

    private Expression Emit(Map map)
    {
        var operands = map.Arguments.Select(Use).ToList();
        bool isVector = map.Arguments.Any(a => a.Type == ElementType.Lanes);
        var codes = operands.Select((o, i) => isVector ? LaneOperators.Operand(map.Arguments[i], o.Code) : o.Code).ToList();
        var code = isVector ? LaneOperators.Emit(map.Operator, codes) : SequentialOperators.Emit(map, codes, T);
        var reads = operands.SelectMany(o => o.Reads).Distinct().ToList();
        return new Expression(code, reads, map.Operator, codes[0], codes.Count > 1 ? codes[1] : default);
    }

    /// <summary>The value where it is needed: a literal, a variable, or the expression that waited for this.</summary>
    private Expression Use(Value value)
    {
        if (_definitions.TryGetValue(value.Id, out var definition) && Literal(value, definition.Instruction) is { } literal) return new Expression(literal, []);
        if (_repeated.TryGetValue(value.Id, out var repeated)) return repeated;
        int at = _pending.FindIndex(p => p.Target.Id == value.Id);
        if (at >= 0)
        {
            var expression = _pending[at].Expression;
            _pending.RemoveAt(at);
            return expression;
        }
        int web = _webs.Of(value);
        string name = _variables.TryGetValue(web, out string? text) ? text : throw new InvalidOperationException($"{value} {value.Name} is not assigned.");
        return new Expression(Code.Primary(name), IsVariable(web) ? [web] : []);
    }

    /// <summary>Whether the web is assigned more than once.</summary>
    private bool IsVariable(int web) => _webs.IsMutable(web) && !_formulas.Contains(web);

    private Code? Literal(Value value, Instruction instruction)
    {
        switch (instruction)
        {
            case Constant constant when value.Type == ElementType.Bool:
                return Code.Primary(constant.Number != 0 ? "true" : "false");
            case Constant constant when value.Type == ElementType.Lanes:
                return LaneOperators.Constant(constant.Number, T);
            case Constant constant:
                string text = value.Type == ElementType.Int ? ((long)constant.Number).ToString(CultureInfo.InvariantCulture) : Literals.Real(constant.Number, T);
                return new Code(text, text[0] == '-' ? Precedence.Unary : Precedence.Primary);
            case ExtentOf extent:
                var code = ExtentText.Print(extent.Extent, _scope.SymbolName);
                return value.Type == ElementType.Int ? code : SequentialOperators.ToReal(code, T);
            default:
                return null;
        }
    }

    /// <summary>Gives the value its expression: it waits for its use, or goes to a variable.</summary>
    private void Define(Value target, Expression expression)
    {
        int uses = _uses.Of(target);
        if (uses == 0) return;
        if (_isFormula)
        {
            _pending.Add(new Pending(target, expression, _block));
            return;
        }
        // A name that an other variable has says nothing about this one.
        bool isNamed = target.Name.Length > 0 && !target.IsAdjoint && _keepsNames && !_scope.Names.IsTaken(Names.Camel(target.Name));
        bool isVariable = IsVariable(_webs.Of(target));
        if (!isVariable && uses > 1 && !isNamed && IsShort(target, expression)) _repeated[target.Id] = expression;
        else if (!isVariable && uses == 1 && !isNamed && expression.Code.Text.Length <= LongestOperand) _pending.Add(new Pending(target, expression, _block));
        else Assign(target, expression);
    }

    /// <summary>Neighbouring positions, <c>i - 1</c>, are written out at each use.</summary>
    private static bool IsShort(Value target, Expression expression) => target.Type == ElementType.Int && expression.Reads.Count == 0
        && expression.Code.Text.Length <= 12 && expression.Operator is Operator.IntAdd or Operator.IntSubtract;

    /// <summary>Assigns the variable of the value; the first assignment declares it.</summary>
    private void Assign(Value target, Expression expression)
    {
        int web = _webs.Of(target);
        FlushReadersOf([web]);
        Comment(target);
        if (_variables.TryGetValue(web, out string? name))
        {
            if (expression.Code.Text != name) _w.Line(expression.AssignedTo(name));
            return;
        }
        _w.Line($"{(target.Type == ElementType.Tape ? "var" : TypeOf(target.Type))} {Declare(target)} = {expression};");
    }

    private string Declare(Value target)
    {
        int web = _webs.Of(target);
        return _variables[web] = Names.Escape(_scope.Names.Unique(VariableName(target)));
    }

    private string VariableName(Value target)
    {
        var named = _webs.Members(_webs.Of(target)).Where(m => m.Name.Length > 0).OrderBy(m => m.IsAdjoint).FirstOrDefault();
        if (named is not null) return Names.Camel(named.Name);
        return _definitions.TryGetValue(target.Id, out var definition) ? definition.Instruction switch
        {
            Map when target.Type == ElementType.Int => "position",
            Map { Operator: Operator.Not } map => "not" + Names.Pascal(VariableName(map.Arguments[0])),
            Map { Operator: >= Operator.Less and <= Operator.NotEqual } map => "is" + map.Operator,
            Map map => Names.Camel(map.Operator.ToString()),
            Read read => ElementName(read),
            Call call => Names.Camel(call.Callee.Name.Split('.').Last().Split('<')[0]),
            NewTape or Push or Pop when target.Type == ElementType.Tape => "tape",
            Pop pop => PushedName(definition, pop, target),
            _ => "value",
        } : "value";
    }

    /// <summary>What is popped has the name under which it was pushed.</summary>
    private string PushedName(Statement statement, Pop pop, Value target)
    {
        int position = System.Array.IndexOf(statement.Targets.Items, target) - 1;
        var pushed = Structure.All(_function.Body).Select(s => s.Instruction).OfType<Push>()
            .Where(p => _webs.AreSame(p.Tape, pop.Tape) && p.Values.Select(v => v.Type).SequenceEqual(statement.Targets.Skip(1).Select(t => t.Type)))
            .Select(p => p.Values[position]).FirstOrDefault();
        return pushed is null ? "value" : pushed.Name.Length > 0 ? Names.Camel(pushed.Name) : _variables.TryGetValue(_webs.Of(pushed), out string? name) ? name.TrimStart('@').TrimEnd('2', '3') : VariableName(pushed);
    }

    /// <summary>x[i, j] is named xij.</summary>
    private string ElementName(Read read)
    {
        string name = Names.Camel(_places.Of(read.Array).Name);
        foreach (var index in read.Indices)
        {
            string text = _variables.TryGetValue(_webs.Of(index), out string? variable) ? variable : "";
            if (text.Length is 0 or > 2) return name + "Element";
            name += text;
        }
        return name;
    }

    /// <summary>Expressions that read what is about to change get a variable now.</summary>
    private void FlushReadersOf(ICollection<int> webs)
    {
        if (_pending.Count > 0) Flush(p => p.Expression.ReadsAny(webs));
    }

    private void Flush(Func<Pending, bool> which)
    {
        foreach (var pending in _pending.Where(which).ToList())
        {
            _pending.Remove(pending);
            Comment(pending.Target);
            _w.Line($"{TypeOf(pending.Target.Type)} {Declare(pending.Target)} = {pending.Expression};");
        }
    }

    /// <summary>A name or literal for the value, where an expression may not stand.</summary>
    private string NameOf(Value value)
    {
        var expression = Use(value);
        if (expression.Code.Precedence == Precedence.Primary && expression.Operator is null && !expression.Code.Text.Contains("(")) return expression.Code.Text;
        if (_definitions.TryGetValue(value.Id, out var definition) && definition.Instruction is Constant) return expression.Code.Text;
        string name = Names.Escape(_scope.Names.Unique(VariableName(value)));
        _w.Line($"{TypeOf(value.Type)} {name} = {expression};");
        if (!_repeated.ContainsKey(value.Id) && definition?.Instruction is not ExtentOf) _variables[_webs.Of(value)] = name;
        return name;
    }

    /// <summary>
    /// Assigns several variables and arrays at once: a variable is assigned when nothing that is still to be assigned reads it, a ring of them is opened
    /// by one more variable.
    /// </summary>
    private void Move(IEnumerable<(Value Target, Value Source)> moves)
    {
        var rest = moves.Where(m => m.Target.Type != ElementType.Tape && IsUsed(m.Target) && !_webs.AreSame(m.Target, m.Source))
            .Select(m => (m.Target, Expression: m.Source.Axes.Count == 0 ? Use(m.Source) : new Expression(Code.Primary(_places.Of(m.Source).Elements), [_webs.Of(m.Source)]), m.Source)).ToList();
        while (rest.Count > 0)
        {
            int free = rest.FindIndex(m => !rest.Any(o => o.Target != m.Target && o.Expression.Reads.Contains(_webs.Of(m.Target))));
            // Numbers first: they may read arrays, not the other way round. One that is held already opens nothing any more.
            int open = free < 0 ? rest.FindIndex(m => m.Target.Axes.Count == 0 && m.Expression.Reads.Count > 0) : -1;
            if (free < 0 && open < 0)
            {
                Rotate(rest.Select(m => (m.Target, m.Source)).ToList());
                return;
            }
            if (free < 0)
            {
                string held = Names.Escape(_scope.Names.Unique("next" + Names.Pascal(_variables[_webs.Of(rest[open].Target)].TrimStart('@'))));
                _w.Line($"{TypeOf(rest[open].Target.Type)} {held} = {rest[open].Expression};");
                rest[open] = (rest[open].Target, Expression.Of(held), rest[open].Source);
                continue;
            }
            var (target, expression, source) = rest[free];
            rest.RemoveAt(free);
            if (target.Axes.Count == 0) Assign(target, expression);
            else WriteCopy(source, target);
        }
    }

    private bool IsUsed(Value value) => _webs.Members(_webs.Of(value)).Any(m => _uses.Of(m) > 0);
}
