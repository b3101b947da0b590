using System.Text.RegularExpressions;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// What is known of integers before the program runs: each one as a polynomial in extents, integer parameters and counters of loops, and whether such a
/// polynomial can be negative. Known are the ranges of counters, that extents are not negative, and what guards at the start of the function refuse.
/// </summary>
internal sealed class IndexRanges
{
    private readonly Dictionary<int, Extent> _forms = [];
    private readonly Dictionary<string, For> _loops = new(StringComparer.Ordinal);
    private readonly List<string> _counters = [];                                      // outer ones first
    private readonly HashSet<string> _extents = new(StringComparer.Ordinal);           // symbols that are never negative
    private readonly List<Extent> _facts = [];                                         // polynomials that are not negative

    private IndexRanges()
    {
    }

    private IndexRanges(IndexRanges other, IEnumerable<string> symbols, IEnumerable<Extent> facts)
    {
        (_forms, _loops, _counters, _facts) = (other._forms, other._loops, other._counters, [.. other._facts, .. facts]);
        _extents = new(other._extents.Concat(symbols), StringComparer.Ordinal);
    }

    public static IndexRanges Of(Function function)
    {
        var ranges = new IndexRanges();
        foreach (var parameter in function.Parameters)
        {
            ranges._extents.UnionWith(parameter.Dimensions.Select(d => d.Axis).OfType<Axis>().Where(a => a.Extent.Terms.Count == 1).SelectMany(a => a.Extent.Symbols));
            if (parameter.Kind == ParameterKind.Integer && parameter.Value.Axes.Count == 0) ranges._forms[parameter.Value.Id] = Extent.Symbol(SymbolOf(function, parameter));
        }
        foreach (var symbol in function.Symbols.Where(s => s.Dimension is not null)) ranges._extents.Add(symbol.Symbol);
        ranges.Visit(function.Body, isStart: true);
        return ranges;
    }

    /// <summary>The symbol that an integer parameter has in extents.</summary>
    public static string SymbolOf(Function function, Parameter parameter) =>
        function.Symbols.FirstOrDefault(s => s.Parameter == parameter.Name && s.Dimension is null)?.Symbol ?? parameter.Name;

    /// <summary>The symbol of a counter, or of an integer of which nothing is known.</summary>
    public static string SymbolOf(Value value) => "%" + value.Id;

    public static bool IsValue(string symbol) => symbol[0] == '%';

    /// <summary>The integer as a polynomial.</summary>
    public Extent FormOf(Value value) => _forms.TryGetValue(value.Id, out var form) ? form : Extent.Symbol(SymbolOf(value));

    public For? LoopOf(string symbol) => _loops.TryGetValue(symbol, out var loop) ? loop : null;

    /// <summary>Whether the loop runs at least once wherever it is reached.</summary>
    public bool Runs(For loop) => IsNonNegative(FormOf(loop.End) - FormOf(loop.Start) - Extent.One);

    public bool IsNonZero(Value value) => FormOf(value).IsConstant(out long number) ? number != 0 : IsNonNegative(FormOf(value) - Extent.One);

    /// <summary>Whether all indices lie in their axes.</summary>
    public bool IsInside(Read read)
    {
        for (int i = 0; i < read.Indices.Count; i++)
        {
            var index = FormOf(read.Indices[i]);
            if (!IsNonNegative(index) || !IsNonNegative(read.Array.Axes[i].Extent - index - Extent.One)) return false;
        }
        return true;
    }

    /// <summary>Whether the polynomial is at least 0 for all values of the counters in it, wherever these loops run.</summary>
    public bool IsNonNegative(Extent extent) => Proven(extent, _facts);

    /// <summary>The same where further symbols are known not to be negative.</summary>
    public IndexRanges With(IEnumerable<string> symbols) => new(this, symbols, []);

    /// <summary>The same where the polynomial is known not to be negative.</summary>
    public IndexRanges With(Extent fact) => new(this, [], [fact]);

    /// <summary>The same where these polynomials are known not to be negative, too.</summary>
    public bool IsNonNegative(Extent extent, IEnumerable<Extent> facts) => Proven(extent, _facts.Concat(facts).ToList());

    private bool Proven(Extent extent, IReadOnlyList<Extent> facts)
    {
        // From the innermost counter outwards, whose bounds may depend on outer ones.
        string? innermost = _counters.LastOrDefault(extent.Symbols.Contains);
        if (innermost is null) return IsPlainlyNonNegative(extent) || facts.Any(f => IsPlainlyNonNegative(extent - f));
        if (Split(extent, innermost) is not var (slope, rest)) return false;
        var loop = _loops[innermost];
        var (start, end) = (FormOf(loop.Start), FormOf(loop.End));
        var inside = facts.Append(end - start - Extent.One).ToList();
        if (Proven(slope, inside)) return Proven(slope * start + rest, inside);
        return Proven(Extent.Zero - slope, inside) && Proven(slope * (end - Extent.One) + rest, inside);
    }

    private bool IsPlainlyNonNegative(Extent extent) => extent.Terms.All(t => t.Coefficient >= 0 && t.Symbols.All(IsNonNegative));

    /// <summary>An extent, an integer that is known not to be negative, or a quotient of sums of such.</summary>
    private bool IsNonNegative(string symbol) => _extents.Contains(symbol)
        || symbol[0] == '(' && symbol.IndexOf('-') < 0 && Regex.Matches(symbol, "@?[A-Za-z_][A-Za-z0-9_]*").Cast<Match>().All(m => _extents.Contains(m.Value));

    /// <summary>slope * symbol + rest; null where the symbol stands in a power.</summary>
    public static (Extent Slope, Extent Remainder)? Split(Extent extent, string symbol)
    {
        var (slope, rest) = (Extent.Zero, Extent.Zero);
        foreach (var term in extent.Terms)
        {
            var others = term.Symbols.Where(s => s != symbol).ToList();
            var product = others.Aggregate(Extent.Constant(term.Coefficient), (p, s) => p * Extent.Symbol(s));
            switch (term.Symbols.Count - others.Count)
            {
                case 0:
                    rest += product;
                    break;
                case 1:
                    slope += product;
                    break;
                default:
                    return null;
            }
        }
        return (slope, rest);
    }

    /// <summary>The polynomial with another one in place of a symbol; null where the symbol stands in a power.</summary>
    public static Extent? Substitute(Extent extent, string symbol, Extent value) => Split(extent, symbol) is var (slope, rest) ? slope * value + rest : null;

    private void Visit(IEnumerable<Statement> body, bool isStart)
    {
        var definitions = new Dictionary<int, Instruction>();
        foreach (var statement in body)
        {
            if (statement.Targets.Count == 1) definitions[statement.Targets[0].Id] = statement.Instruction;
            if (statement.Targets.Count == 1 && statement.Targets[0] is { Type: ElementType.Int, Axes.Count: 0 } target && Form(statement.Instruction) is { } form) _forms[target.Id] = form;
            switch (statement.Instruction)
            {
                case If { Then.Body: var then } guard when isStart && then.Count > 0 && then[then.Count - 1].Instruction is Throw:
                    Refuse(guard.Condition, definitions);
                    break;
                case For loop:
                    isStart = false;
                    _loops[SymbolOf(loop.Counter)] = loop;
                    _counters.Add(SymbolOf(loop.Counter));
                    break;
                case While:
                    isStart = false;
                    break;
            }
            foreach (var block in statement.Instruction.Blocks) Visit(block.Body, isStart: false);
        }
    }

    private Extent? Form(Instruction instruction) => instruction switch
    {
        Constant c => Extent.Constant((long)c.Number),
        ExtentOf e => e.Extent,
        DefineExtent d => Extent.Symbol(d.Symbol),
        Map { Operator: Operator.IntAdd } m => FormOf(m.Arguments[0]) + FormOf(m.Arguments[1]),
        Map { Operator: Operator.IntSubtract } m => FormOf(m.Arguments[0]) - FormOf(m.Arguments[1]),
        Map { Operator: Operator.IntMultiply } m => FormOf(m.Arguments[0]) * FormOf(m.Arguments[1]),
        _ => null,
    };

    /// <summary>After a guard its condition does not hold.</summary>
    private void Refuse(Value condition, Dictionary<int, Instruction> definitions)
    {
        if (!definitions.TryGetValue(condition.Id, out var definition) || definition is not Map map) return;
        if (map.Operator == Operator.Or)
        {
            foreach (var argument in map.Arguments) Refuse(argument, definitions);
            return;
        }
        if (map.Arguments.Count != 2 || map.Arguments.Any(a => a.Type != ElementType.Int || a.Axes.Count > 0)) return;
        var difference = FormOf(map.Arguments[0]) - FormOf(map.Arguments[1]);
        switch (map.Operator)
        {
            case Operator.Equal when difference.Terms.All(t => t.Coefficient > 0 && t.Symbols.All(_extents.Contains)):
                // An extent that is not 0.
                _facts.Add(difference - Extent.One);
                break;
            case Operator.NotEqual:
                _facts.Add(difference);
                _facts.Add(Extent.Zero - difference);
                break;
            case Operator.Less:
                _facts.Add(difference);
                break;
            case Operator.LessOrEqual:
                _facts.Add(difference - Extent.One);
                break;
            case Operator.Greater:
                _facts.Add(Extent.Zero - difference);
                break;
            case Operator.GreaterOrEqual:
                _facts.Add(Extent.Zero - difference - Extent.One);
                break;
        }
    }
}
