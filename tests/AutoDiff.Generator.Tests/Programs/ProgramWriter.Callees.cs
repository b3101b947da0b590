namespace AutoDiff.Generator.Tests.Programs;

internal sealed partial class ProgramWriter
{
    /// <summary>Methods that the program may call: of numbers, of an array, one that writes into an array, one that calls itself.</summary>
    private void AddCallees()
    {
        if (_random.Next(2) == 0) AddFunctionOfNumbers();
        if (_random.Next(2) == 0 && Has(LanguageFeatures.Loops)) AddFunctionOfArray();
        if (_random.Next(2) == 0 && Has(LanguageFeatures.LocalArrays)) AddProcedure();
        if (_random.Next(4) == 0 && Has(LanguageFeatures.Recursion)) AddRecursion();
    }

    private void AddFunctionOfNumbers()
    {
        _steps = 1 + _random.Next(3);
        var scope = new ProgramScope { MayReturn = true };
        scope.Reals.AddRange(["a", "c"]);
        scope.Integers.Add("n");
        string name = NewName("v");
        var body = new List<SourceStatement> { new($"T {name} = a * c;", []) };
        scope.Reals.Add(name);
        scope.Assignable.Add(name);
        body.AddRange(StatementsWithout(LanguageFeatures.LocalArrays | LanguageFeatures.Loops, scope));
        _callees.Add(new SourceMethod($"private static T OfNumbers<T>(T a, T c, int n){Where}", body, new SourceExpression(SourceType.Real, $"{name} * $0", Bounded(scope, 1))));
        _functions.Add(("OfNumbers($0, $1, $2)", 2));
    }

    private void AddFunctionOfArray()
    {
        var scope = new ProgramScope();
        scope.Reals.AddRange(["a", "s", "y[i]"]);
        scope.Integers.Add("i");
        var loop = new SourceStatement("", [], new SourceBlock("for (int i = 0; i < y.Length; i++)", [new SourceStatement("s += T.CreateChecked(0.5) * $0;", [Bounded(scope, 2)])]));
        _callees.Add(new SourceMethod($"private static T OfArray<T>(ReadOnlySpan<T> y, T a){Where}", [new SourceStatement("T s = a;", []), loop], new SourceExpression(SourceType.Real, "T.Tanh(s)")));
        _functions.Add(("OfArray<T>(@, $0)", 1));
    }

    private void AddProcedure()
    {
        var scope = new ProgramScope();
        scope.Reals.AddRange(["a", "y[0]"]);
        scope.Integers.Add("1");
        scope.Arrays.Add("y");
        List<SourceStatement> body =
        [
            new("y[0] = $0;", [Bounded(scope, 2)]),
            .. Has(LanguageFeatures.Loops)
                ? (SourceStatement[])[new SourceStatement("", [], new SourceBlock("for (int i = 1; i < y.Length; i++)", [new SourceStatement("y[i] = T.CreateChecked(0.5) * y[i - 1] + $0;", [Bounded(scope, 1)])]))]
                : [],
        ];
        _callees.Add(new SourceMethod($"private static void Fill<T>(Span<T> y, T a){Where}", body, null));
        _procedures.Add("Fill<T>(@, $0);");
    }

    private void AddRecursion()
    {
        _callees.Add(new SourceMethod($"private static T Power<T>(T a, int n){Where}", [], new SourceExpression(SourceType.Real, "n <= 0 ? T.CreateChecked(0.5) + a : T.Sin(a) * Power(a, n - 1)")));
        _functions.Add(("Power($0, $1 % 4)", 1));
    }

    private List<SourceStatement> StatementsWithout(LanguageFeatures features, ProgramScope scope)
    {
        var writer = new ProgramWriter(_random.Next(), _features & ~features & ~LanguageFeatures.Calls) { _steps = _steps, _names = _names };
        var body = writer.Statements(scope);
        _names = writer._names;
        return body;
    }
}
