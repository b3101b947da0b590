namespace AutoDiff.Generator.Tests.Programs;

/// <summary>
/// Writes a random program of the differentiable subset. Every assigned number is bounded and every index is inside, so that each program has a finite value.
/// </summary>
internal sealed partial class ProgramWriter
{
    private const string Where = " where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    private readonly Random _random;
    private readonly LanguageFeatures _features;
    private readonly List<SourceMethod> _callees = [];

    /// <summary>What the program may call: the pattern of a call and whether its first argument is an array that it writes.</summary>
    private readonly List<(string Pattern, int Numbers)> _functions = [];
    private readonly List<string> _procedures = [];
    private readonly HashSet<string> _spans = [];
    private int _names, _steps;

    private ProgramWriter(int seed, LanguageFeatures features) => (_random, _features) = (new Random(seed), features);

    /// <summary>The program that a seed and a size determine: the size is the number of statements, more or less.</summary>
    public static SourceProgram Write(int seed, int size, LanguageFeatures features)
    {
        var writer = new ProgramWriter(seed, features);
        if (writer.Has(LanguageFeatures.Calls)) writer.AddCallees();
        writer._steps = size;
        var scope = new ProgramScope { MayReturn = true };
        scope.Reals.AddRange(["a", "b"]);
        scope.Integers.AddRange(["n", "1"]);
        if (writer.Has(LanguageFeatures.Elements)) scope.Arrays.AddRange(["x", "w"]);
        var body = writer.Variables(scope);
        body.AddRange(writer.Statements(scope));
        string rest = writer.Has(LanguageFeatures.Elements) ? " + x[0] * w[1]" : "";
        var result = new SourceExpression(SourceType.Real, "$0 + $1 * $2" + rest, [.. scope.Assignable.Take(2).Select(v => new SourceExpression(SourceType.Real, v)), writer.Expression(scope, 1)]);
        return new SourceProgram(seed, size, new SourceMethod("public static T F<T>(T a, T b, ReadOnlySpan<T> x, ReadOnlySpan<T> w, int n)" + Where, body, result), writer._callees);
    }

    private bool Has(LanguageFeatures feature) => (_features & feature) != 0;

    private string NewName(string prefix) => $"{prefix}{_names++}";

    private List<SourceStatement> Variables(ProgramScope scope)
    {
        var body = new List<SourceStatement>();
        foreach (string start in new[] { "a * T.CreateChecked(0.75)", "b - a" })
        {
            string name = NewName("v");
            body.Add(new SourceStatement($"T {name} = {start};", []));
            scope.Reals.Add(name);
            scope.Assignable.Add(name);
        }
        if (!Has(LanguageFeatures.LocalArrays)) return body;
        for (int i = 0; i < 2; i++) body.AddRange(LocalArray(scope));
        return body;
    }

    private List<SourceStatement> LocalArray(ProgramScope scope)
    {
        string name = NewName("u");
        string declaration = _random.Next(4) switch
        {
            0 when Has(LanguageFeatures.Stackalloc) => $"Span<T> {name} = stackalloc T[4];",
            1 => $"var {name} = new T[n + 1];",
            2 => $"Span<T> {name} = new T[x.Length];",
            _ => $"T[] {name} = new T[x.Length + w.Length];",
        };
        if (declaration.StartsWith("Span", StringComparison.Ordinal)) _spans.Add(name);
        scope.Arrays.Add(name);
        scope.Writable.Add(name);
        var body = new List<SourceStatement> { new(declaration, []) };
        if (Has(LanguageFeatures.Loops) && _random.Next(2) == 0)
            body.Add(new SourceStatement("", [Expression(scope, 1)], new SourceBlock($"for (int i = 0; i < {name}.Length; i++)", [new SourceStatement($"{name}[i] = $0;", [Bounded(scope, 1)])])));
        return body;
    }

    private List<SourceStatement> Statements(ProgramScope scope)
    {
        int count = scope.Depth == 0 ? int.MaxValue : 1 + _random.Next(4);
        var body = new List<SourceStatement>();
        for (; count > 0 && _steps > 0; count--)
        {
            _steps--;
            body.AddRange(Statement(scope));
        }
        return body;
    }
}
