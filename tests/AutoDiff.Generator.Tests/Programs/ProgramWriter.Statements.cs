namespace AutoDiff.Generator.Tests.Programs;

internal sealed partial class ProgramWriter
{
    private const int DeepestLoop = 3;

    private IEnumerable<SourceStatement> Statement(ProgramScope scope)
    {
        bool nests = scope.Depth < DeepestLoop;
        switch (_random.Next(20))
        {
            case 0 or 1:
                string name = NewName("t");
                var declared = new SourceStatement($"T {name} = $0;", [Expression(scope, 3)]);
                scope.Reals.Add(name);
                return [declared];
            case 2: return [new SourceStatement($"{Assigned(scope)} += T.CreateChecked(0.25) * $0;", [Bounded(scope, 2)])];
            case 3: return [new SourceStatement($"{Assigned(scope)} *= $0;", [Bounded(scope, 2)])];
            case 4 or 5 or 6 when nests && Has(LanguageFeatures.Loops): return [Loop(scope)];
            case 7 or 8 when nests && Has(LanguageFeatures.Branches): return [Branch(scope)];
            case 9 or 10 when scope.Writable.Count > 0: return [WrittenElement(scope)];
            case 11 when Has(LanguageFeatures.Exits) && scope.Depth > 0: return [Exit(scope)];
            case 12 when Has(LanguageFeatures.Aggregates): return Aggregate(scope);
            case 13 when scope.Writable.Count > 0 && _procedures.Count > 0:
                string array = scope.Writable[_random.Next(scope.Writable.Count)];
                return [new SourceStatement(_procedures[_random.Next(_procedures.Count)].Replace("@", array, StringComparison.Ordinal), [Bounded(scope, 1)])];
            case 14 when scope.Writable.Count > 0: return scope.Writable.Count < 4 && _random.Next(3) == 0 ? LocalArray(scope) : Slice(scope);
            case 15 or 18 when Has(LanguageFeatures.Structs): return [Struct(scope)];
            case 16 when Has(LanguageFeatures.LocalFunctions) && scope.Functions.Count < 3: return [LocalFunction(scope)];
            case 17 when Has(LanguageFeatures.Tensors): return [TensorElement(scope)];
            default: return [new SourceStatement($"{Assigned(scope)} = $0;", [Bounded(scope, 3)])];
        }
    }

    private string Assigned(ProgramScope scope) => scope.Assignable[_random.Next(scope.Assignable.Count)];

    private SourceStatement WrittenElement(ProgramScope scope)
    {
        string array = scope.Writable[_random.Next(scope.Writable.Count)];
        string assignment = _random.Next(4) switch { 0 => "+= T.CreateChecked(0.5) *", 1 => "*=", _ => "=" };
        return new SourceStatement($"{array}[$0] {assignment} $1;", [Index(scope, array), Bounded(scope, 2)]);
    }

    /// <summary>A view of an array, read and written like one.</summary>
    private List<SourceStatement> Slice(ProgramScope scope)
    {
        string array = scope.Writable[_random.Next(scope.Writable.Count)], name = NewName("s");
        // Of an array the same text makes a copy, and a view of a view could be empty.
        if (!_spans.Contains(array)) return [WrittenElement(scope)];
        scope.Arrays.Add(name);
        scope.Writable.Add(name);
        return [new SourceStatement(_random.Next(2) == 0 ? $"Span<T> {name} = {array}[1..];" : $"var {name} = {array}.Slice(1, 2);", [])];
    }

    private SourceStatement Branch(ProgramScope scope)
    {
        if (_random.Next(4) == 0)
            return new SourceStatement("switch ($0 % 3)\n{", [Integer(scope)],
                new SourceBlock("case 0:", Statements(scope.Inner(loop: false)), " break;"), new SourceBlock("case 1:", Statements(scope.Inner(loop: false)), " break;"),
                new SourceBlock("default:", Statements(scope.Inner(loop: false)), " break;"))
            { Tail = "}" };
        var condition = Condition(scope, 1);
        var then = new SourceBlock("if ($0)", Statements(scope.Inner(loop: false)));
        return _random.Next(2) == 0 ? new SourceStatement("", [condition], then)
            : new SourceStatement("", [condition], then, new SourceBlock("else", Statements(scope.Inner(loop: false))));
    }

    /// <summary>Each kind of loop, with at most five iterations.</summary>
    private SourceStatement Loop(ProgramScope scope)
    {
        var inner = scope.Inner(loop: true);
        string counter = NewName("i");
        SourceStatement For(string heading)
        {
            inner.Integers.Add(counter);
            return new SourceStatement("", [], new SourceBlock(heading, Statements(inner)));
        }
        switch (_random.Next(9))
        {
            case 0: return For($"for (int {counter} = 0; {counter} < n; {counter}++)");
            case 1: return For($"for (int {counter} = x.Length - 1; {counter} >= 0; {counter}--)");
            case 2: return For($"for (int {counter} = 1; {counter} <= n; {counter} += 2)");
            case 3: return For($"for (int {counter} = 0; {counter} < {Integer(scope).Text(false)} % 4; ++{counter})");
            case 4:
                string element = NewName("e");
                inner.Reals.Add(element);
                return new SourceStatement("", [], new SourceBlock($"foreach (T {element} in {Array(scope)})", Statements(inner)));
            case 5 or 6:
                // The declaration of the counter stands in a block of its own, so that names stay unique.
                inner.Integers.Add(counter);
                var step = new SourceStatement($"{counter}++;", []);
                var condition = new SourceExpression(SourceType.Truth, "$0 && " + counter + " < 4", Condition(scope, 0));
                var body = new List<SourceStatement> { step };
                body.AddRange(Statements(inner));
                var loop = _random.Next(2) == 0 ? new SourceStatement("", [condition], new SourceBlock("while ($0)", body))
                    : new SourceStatement("", [condition], new SourceBlock("do", body, " while ($0);"));
                return new SourceStatement("", [], new SourceBlock("", [new SourceStatement($"int {counter} = 0;", []), loop]));
            default: return For($"for (int {counter} = 0; {counter} < x.Length; {counter}++)");
        }
    }

    private SourceStatement Exit(ProgramScope scope)
    {
        string exit = scope.InLoop ? _random.Next(5) switch { 0 when scope.MayReturn => "return", 1 or 2 => "continue;", _ => "break;" } : scope.MayReturn ? "return" : "";
        if (exit.Length == 0) return new SourceStatement($"{Assigned(scope)} = $0;", [Bounded(scope, 2)]);
        var leave = exit == "return" ? new SourceStatement("return $0;", [Expression(scope, 2)]) : new SourceStatement(exit, []);
        return new SourceStatement("", [Condition(scope, 1)], new SourceBlock("if ($0)", [leave]));
    }

    private IEnumerable<SourceStatement> Aggregate(ProgramScope scope)
    {
        string first = NewName("p"), second = NewName("q");
        switch (_random.Next(3))
        {
            case 0:
                var pair = new SourceStatement($"var ({first}, {second}) = ($0, $1);", [Expression(scope, 2), Expression(scope, 2)]);
                scope.Reals.AddRange([first, second]);
                return [pair];
            case 1:
                return scope.Assignable.Count < 2 ? [] : [new SourceStatement($"({scope.Assignable[0]}, {scope.Assignable[1]}) = ({scope.Assignable[1]}, {scope.Assignable[0]} * $0);", [Bounded(scope, 1)])];
            default:
                var local = new SourceStatement($"var {first} = (Left: $0, Right: $1);", [Bounded(scope, 2), Bounded(scope, 2)]);
                scope.Reals.AddRange([first + ".Left", first + ".Right"]);
                return [local];
        }
    }
}
