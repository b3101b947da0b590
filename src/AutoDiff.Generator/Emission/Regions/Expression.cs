using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>C# for a number that has not been written yet.</summary>
/// <param name="Code">The text.</param>
/// <param name="Reads">The webs whose change would change its value: variables that are assigned again, arrays that are written.</param>
/// <param name="Operator">What joins its two operands, if two are joined.</param>
/// <param name="Left">The first one.</param>
/// <param name="Right">The second one.</param>
internal sealed record Expression(Code Code, IReadOnlyCollection<int> Reads, Operator? Operator = null, Code Left = default, Code Right = default)
{
    public static Expression Of(string primary) => new(Code.Primary(primary), []);

    public bool ReadsAny(ICollection<int> webs) => Reads.Any(webs.Contains);

    public override string ToString() => Code.Text;

    /// <summary>The assignment to a place that the expression may itself begin with: <c>sum += x</c>.</summary>
    public string AssignedTo(string place)
    {
        if (Operator is { } op && Sign(op) is { } sign)
        {
            if (Left.Text == place) return Step(place, sign, Right.Text);
            if (Right.Text == place && Operators.IsCommutative(op)) return Step(place, sign, Left.Text);
        }
        return $"{place} = {Code};";
    }

    /// <summary>The addition to a place: <c>dX[i] += y</c>.</summary>
    public string AddedTo(string place) => Operator == Ir.Operator.Negate ? Step(place, "-", Left.Text) : Step(place, "+", Code.Text);

    private static string Step(string place, string sign, string operand) => operand == "1" && sign is ("+" or "-") ? $"{place}{sign}{sign};" : $"{place} {sign}= {operand};";

    private static string? Sign(Operator op) => op switch
    {
        Ir.Operator.Add or Ir.Operator.Accumulate or Ir.Operator.IntAdd => "+",
        Ir.Operator.Subtract or Ir.Operator.IntSubtract => "-",
        Ir.Operator.Multiply or Ir.Operator.IntMultiply => "*",
        Ir.Operator.Divide or Ir.Operator.IntDivide => "/",
        _ => null,
    };
}
