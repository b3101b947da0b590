namespace AutoDiff.Generator.Emission;

/// <summary>How tightly an expression binds.</summary>
internal enum Precedence { Conditional, Or, And, Relational, Additive, Multiplicative, Unary, Primary }

/// <summary>A C# expression that knows when it needs parentheses.</summary>
internal readonly record struct Code(string Text, Precedence Precedence)
{
    public static Code Primary(string text) => new(text, Precedence.Primary);

    public static Code Call(string function, params Code[] arguments) => Primary($"{function}({string.Join(", ", arguments.Select(a => a.Text))})");

    public static Code Unary(string op, Code operand) => new(op + operand.In(Precedence.Primary), Precedence.Unary);

    /// <summary>A left-associative operator.</summary>
    public static Code Binary(Code left, string op, Code right, Precedence precedence) =>
        new($"{left.In(precedence)} {op} {right.In(precedence + 1)}", precedence);

    public static Code Conditional(Code condition, Code whenTrue, Code whenFalse) =>
        new($"{condition.In(Precedence.Or)} ? {whenTrue.In(Precedence.Or)} : {whenFalse.In(Precedence.Or)}", Precedence.Conditional);

    /// <summary>The text, in parentheses if the surroundings bind more tightly.</summary>
    public string In(Precedence outer) => Precedence < outer ? $"({Text})" : Text;

    public override string ToString() => Text;
}
